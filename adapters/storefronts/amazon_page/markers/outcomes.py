"""What pages that show no product say of themselves, in each language: in titles, and on robot checks in the text."""

from typing import Final

# Titles of pages that are not there, and of Amazon's error page; the links on them tell more surely.
NOT_FOUND: Final = (
    "impossibile trovare la pagina", "no se ha podido encontrar la página",
    "page not found", "404", "document not found", "dokument nicht gefunden", "seite wurde nicht gefunden",
    "seite nicht gefunden", "page introuvable", "page non trouvée", "pagina non trovata", "documento no encontrado",
    "página no encontrada", "página não encontrada", "documento não encontrado", "pagina niet gevonden",
    "sidan hittades inte", "sidan kunde inte hittas", "nie znaleziono strony", "strona nie została znaleziona",
    "sayfa bulunamadı", "الصفحة غير موجودة", "لم يتم العثور على الصفحة", "ページが見つかりません",
    "ページが存在しません", "找不到页面", "找不到该页", "पेज नहीं मिला",
)  # fmt: skip
ERROR: Final = (
    "something went wrong", "service unavailable", "internal server error", "bad gateway", "gateway timeout",
    "gateway time-out", "too many requests", "sorry!", "tut uns leid", "ein fehler ist aufgetreten", "une erreur",
    "toutes nos excuses", "désolé", "si è verificato un errore", "siamo spiacenti", "ci dispiace", "lo sentimos",
    "se ha producido un error", "desculpe", "algo deu errado", "er is iets misgegaan", "onze excuses",
    "något gick fel", "beklagar", "coś poszło nie tak", "przepraszamy", "bir sorun oluştu", "bir hata oluştu",
    "üzgünüz", "حدث خطأ", "عذرًا", "عذرا", "نأسف", "問題が発生しました", "ご迷惑をおかけ", "申し訳", "抱歉", "503",
    "क्षमा करें",
)  # fmt: skip
# Titles and the first words of robot checks, those with a picture and those with a button.
ROBOT_CHECK: Final = (
    "robot check", "bot check", "are you a human", "not a robot", "the characters you see", "enter the characters",
    "click the button below to continue shopping", "die zeichen ein", "kein roboter", "kein bot",
    "um mit dem einkauf fortzufahren", "um den einkauf fortzusetzen", "les caractères", "pas un robot",
    "pour continuer vos achats", "pour continuer à magasiner", "i caratteri", "non sei un robot",
    "continuare gli acquisti", "continuare con gli acquisti", "los caracteres", "no eres un robot",
    "continuar comprando", "seguir comprando", "os caracteres", "não é um robô", "de tekens", "geen robot",
    "verder te winkelen", "door te gaan met winkelen", "tecknen", "inte en robot", "fortsätta handla", "wpisz znaki",
    "nie jesteś robotem", "kontynuować zakupy", "karakterleri", "robot olmadığınızı", "alışverişe devam", "الأحرف",
    "لست روبوت", "متابعة التسوق", "للاستمرار في التسوق", "文字を入力", "ロボットではない", "ショッピングを続ける",
    "输入您看到的字符", "继续购物", "रोबोट", "खरीदारी जारी", "request blocked", "verify you are human",
)  # fmt: skip
