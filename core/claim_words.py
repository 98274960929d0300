"""Words that claim something about a product, by language: materials, certificates, properties, praise, fitting.

Decided here, from what listings in these languages commonly claim; a word that is missing is at worst not marked, and
numbers, codes and names are found without any list.
"""

import re
from collections.abc import Mapping
from typing import Final

_CLAIMS: Final[Mapping[str, str]] = {
    "en": (
        "stainless steel aluminum aluminium titanium brass copper iron bronze chrome nickel zinc gold silver "
        "platinum carbon fiber fibre cotton linen wool cashmere silk polyester nylon spandex leather suede velvet "
        "denim bamboo wood wooden oak walnut beech pine acacia glass borosilicate crystal ceramic porcelain "
        "stoneware marble granite silicone rubber latex plastic acrylic polypropylene polycarbonate tritan abs pvc "
        "teflon memory foam down certified certification certificate approved tested patented licensed rated "
        "compliant organic vegan halal kosher gmo natural hypoallergenic dermatologist pediatrician doctor "
        "clinical clinically medical military industrial commercial professional fda ce ul rohs gots oeko tex iso "
        "fsc energy star waterproof windproof dustproof shockproof soundproof leakproof fireproof rustproof "
        "scratchproof childproof water-resistant resistant resistance unbreakable shatterproof dishwasher "
        "microwave oven machine-washable washable rechargeable wireless cordless bluetooth wifi usb hdmi solar "
        "magnetic adjustable foldable collapsible portable insulated reusable refillable recyclable recycled "
        "sustainable biodegradable nontoxic non-toxic odorless odorproof bpa lead phthalate gluten sugar dairy "
        "cruelty lifetime warranty guarantee handmade hand-crafted universal compatible silent noiseless lightest "
        "strongest fastest longest largest smallest quietest thinnest toughest safest highest lowest newest latest "
        "perfect ultimate premium luxury exclusive unique unmatched superior finest top best leading"
    ),
    "de": (
        "edelstahl stahl aluminium titan messing kupfer eisen gold silber baumwolle leinen wolle seide polyester "
        "nylon leder samt bambus holz eiche buche walnuss kiefer glas borosilikatglas kristall keramik porzellan "
        "marmor granit silikon gummi latex kunststoff acryl zertifiziert geprüft patentiert zugelassen tüv ce gs "
        "rohs iso fsc bio vegan natürlich hypoallergen medizinisch professionell wasserdicht wasserfest "
        "wasserabweisend winddicht staubdicht stoßfest auslaufsicher feuerfest rostfrei kratzfest bruchsicher "
        "kindersicher spülmaschinenfest spülmaschinengeeignet mikrowellengeeignet waschbar wiederaufladbar "
        "kabellos bluetooth wlan magnetisch verstellbar faltbar tragbar isoliert wiederverwendbar recycelt "
        "nachhaltig schadstofffrei bpa universal kompatibel lautlos lebenslang garantie handgemacht leichteste "
        "stärkste schnellste perfekt ultimativ premium exklusiv einzigartig beste"
    ),
    "fr": (
        "acier inoxydable aluminium titane laiton cuivre fer or argent coton lin laine soie polyester nylon cuir "
        "velours bambou bois chêne noyer verre cristal céramique porcelaine marbre granit silicone caoutchouc "
        "latex plastique certifié certifiée testé approuvé breveté bio végan naturel hypoallergénique médical "
        "professionnel étanche imperméable résistant incassable lave-vaisselle micro-ondes lavable rechargeable "
        "sans-fil bluetooth wifi magnétique réglable pliable portable isotherme réutilisable recyclé durable bpa "
        "universel compatible silencieux garantie parfait ultime premium exclusif unique meilleur"
    ),
    "es": (
        "acero inoxidable aluminio titanio latón cobre hierro oro plata algodón lino lana seda poliéster nailon "
        "cuero terciopelo bambú madera roble nogal vidrio cristal cerámica porcelana mármol granito silicona "
        "caucho látex plástico certificado certificada probado aprobado patentado orgánico vegano natural "
        "hipoalergénico médico profesional impermeable resistente irrompible lavavajillas microondas lavable "
        "recargable inalámbrico bluetooth wifi magnético ajustable plegable portátil aislado reutilizable "
        "reciclado sostenible bpa universal compatible silencioso garantía perfecto premium exclusivo único mejor"
    ),
    "it": (
        "acciaio inossidabile inox alluminio titanio ottone rame ferro oro argento cotone lino lana seta "
        "poliestere nylon pelle velluto bambù legno quercia noce vetro cristallo ceramica porcellana marmo granito "
        "silicone gomma lattice plastica certificato certificata testato approvato brevettato biologico vegano "
        "naturale ipoallergenico medico professionale impermeabile resistente infrangibile lavastoviglie microonde "
        "lavabile ricaricabile wireless bluetooth wifi magnetico regolabile pieghevole portatile isolato "
        "riutilizzabile riciclato sostenibile bpa universale compatibile silenzioso garanzia perfetto premium "
        "esclusivo unico migliore"
    ),
    "nl": (
        "roestvrij staal aluminium titanium messing koper ijzer goud zilver katoen linnen wol zijde polyester "
        "nylon leer fluweel bamboe hout eiken glas kristal keramiek porselein siliconen rubber latex kunststof "
        "gecertificeerd getest biologisch veganistisch natuurlijk medisch professioneel waterdicht waterbestendig "
        "vaatwasserbestendig magnetronbestendig wasbaar oplaadbaar draadloos bluetooth magnetisch verstelbaar "
        "opvouwbaar draagbaar herbruikbaar duurzaam bpa universeel compatibel stil garantie perfect premium "
        "exclusief uniek beste"
    ),
    "ja": (
        "ステンレス アルミ チタン 真鍮 銅 鉄 金 銀 綿 麻 羊毛 絹 本革 革 "
        "竹 木製 天然木 ガラス 陶器 磁器 シリコン ゴム プラスチック 認証 認定 検査済 特許 医療 "
        "業務用 防水 防塵 防風 耐熱 耐衝撃 抗菌 食洗機 電子レンジ 充電式 無線 磁石 調節 折りたたみ "
        "携帯 断熱 保温 保冷 再利用 無添加 無農薬 有機 対応 互換 静音 保証 最軽量 最強 "
        "最高 世界初 日本製"
    ),
}
# After these comes what a product is said to fit.
_FITTING: Final[Mapping[str, str]] = {
    "en": r"compatible with|works with|fits|designed for|made for|suitable for|certified by|approved by|tested by",
    "de": r"kompatibel mit|passend für|geeignet für|passt für|zertifiziert (?:von|nach)",
    "fr": r"compatible avec|convient (?:à|aux|pour)|adapté (?:à|aux)|certifié par",
    "es": r"compatible con|apto para|adecuado para|certificado por",
    "it": r"compatibile con|adatto (?:a|per)|certificato da",
    "nl": r"compatibel met|geschikt voor|past op",
}
_ENDINGS: Final = re.compile(r"\w{2,}-?(?:proof|resistant|safe|free|certified|compatible|grade|fest|dicht|frei|sicher)")


def claims_something(word: str, language: str) -> bool:
    """Whether a word, without case, is one that claims something in this language; English words are known in all."""
    known = _WORDS[language] if language in _WORDS else _WORDS["en"]
    return word in known or word in _WORDS["en"] or bool(_ENDINGS.fullmatch(word))


def japanese_claims(text: str) -> tuple[str, ...]:
    """The claiming words in a text that parts no words."""
    return tuple(word for word in _CLAIMS["ja"].split() if word in text)


def fittings(text: str, language: str) -> tuple[str, ...]:
    """What a text says after “compatible with” and the like, up to where the phrase ends."""
    phrase = "|".join(filter(None, {_FITTING.get(language), _FITTING["en"]}))
    return tuple(found[1] for found in re.finditer(rf"(?<!\w)(?:{phrase})\s+([^.,;:!?()\n]+)", text, re.IGNORECASE))


_WORDS: Final = {language: frozenset(words.split()) for language, words in _CLAIMS.items()}
