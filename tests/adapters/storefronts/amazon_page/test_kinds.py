"""What sort of page it is, in every store's language."""

import pytest

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.reading import Reading
from core.catalog.snapshot import Outcome

# Amazon puts it on robot checks and on its short 404 page alike.
COMMENT = "<!-- To discuss automated access to Amazon data please contact api-services-support@amazon.com. -->"
BUTTON = "<form method=get action='/errors/validateCaptcha'><button>OK</button></form>"
PICTURE = (
    '<form><img src="https://images-na.ssl-images-amazon.com/captcha/usvmgloq/Captcha_x.jpg"><input name=q></form>'
)

# The text of the check with a button, and of the one with a picture.
CHECKS = {
    "com": ("Click the button below to continue shopping", "Type the characters you see in this image:"),
    "de": (
        "Klicke auf die Schaltfläche unten, um mit dem Einkauf fortzufahren",
        "Geben Sie die Zeichen ein, die Sie in diesem Bild sehen",
    ),
    "fr": ("Cliquez sur le bouton ci-dessous pour continuer vos achats", "Saisissez les caractères que vous voyez"),
    "it": ("Fai clic sul pulsante qui sotto per continuare con gli acquisti", "Inserisci i caratteri visualizzati"),
    "es": ("Haz clic en el botón de abajo para continuar comprando", "Introduce los caracteres que aparecen"),
    "com.br": ("Clique no botão abaixo para continuar comprando", "Digite os caracteres que você vê"),
    "nl": ("Klik op de onderstaande knop om verder te winkelen", "Voer de tekens in die je ziet"),
    "se": ("Klicka på knappen nedan för att fortsätta handla", "Skriv in tecknen som du ser"),
    "pl": ("Kliknij przycisk poniżej, aby kontynuować zakupy", "Wpisz znaki widoczne na obrazku"),
    "com.tr": ("Alışverişe devam etmek için aşağıdaki düğmeye tıklayın", "Bu resimde gördüğünüz karakterleri girin"),
    "sa": ("انقر على الزر أدناه لمتابعة التسوق", "أدخل الأحرف التي تراها"),
    "co.jp": (
        "ショッピングを続けるには、下のボタンをクリックしてください",
        "画像に表示されている文字を入力してください",
    ),
    "cn": ("点击下面的按钮继续购物", "请输入您看到的字符"),
}


@pytest.mark.parametrize("store", CHECKS)
@pytest.mark.parametrize("kind", [0, 1])
def test_a_robot_check_is_known_by_its_words_alone(store: str, kind: int) -> None:
    body = (
        f"<html><head><title>Amazon.{store}</title></head><body>{COMMENT}<h4>{CHECKS[store][kind]}</h4></body></html>"
    )

    assert read_page(body.encode()) == Reading(outcome=Outcome.BLOCKED, detail="robot check")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<title>Amazon.com</title>{BUTTON}", id="a button"),
        pytest.param(f"<title>Robot Check</title>{PICTURE}", id="a picture"),
        pytest.param('<title></title><script src="https://x.awswaf.com/y/challenge.js"></script>', id="a challenge"),
        pytest.param('<div id="captcha-container"></div>', id="a frame"),
        pytest.param(
            "<title>ERROR: The request could not be satisfied</title><h1>403 ERROR</h1>Request blocked.", id="403"
        ),
    ],
)
def test_a_robot_check_is_known_by_its_form_too(body: str) -> None:
    assert read_page(f"<html><body>{COMMENT}{body}</body></html>".encode()).outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    "page",
    [
        '<title>Page Not Found</title><a href="/ref=cs_404_logo">x</a>',
        '<title>Amazon.xx</title><a href="/ref=cs_404_link">x</a>',
        "<title>Dokument nicht gefunden</title>x",
        "<title>Page introuvable</title>x",
        "<title>Pagina non trovata</title>x",
        "<title>Impossibile trovare la pagina</title>x",
        "<title>No se ha podido encontrar la página</title>x",
        "<title>Documento no encontrado</title>x",
        "<title>Página não encontrada</title>x",
        "<title>Pagina niet gevonden</title>x",
        "<title>Sidan hittades inte</title>x",
        "<title>Nie znaleziono strony</title>x",
        "<title>Sayfa bulunamadı</title>x",
        "<title>الصفحة غير موجودة</title>x",
        "<title>ページが見つかりません</title>x",
        "<title>404 - Document Not Found</title>x",
    ],
)
def test_a_page_that_is_not_there_is_not_found(page: str) -> None:
    body = f"<html><body>{COMMENT}{page}</body></html>".encode()

    assert read_page(body) == Reading(outcome=Outcome.NOT_FOUND, detail="no such page")


@pytest.mark.parametrize(
    "page",
    [
        "<title>Sorry! Something went wrong!</title>x",
        '<title>Amazon</title><a href="/dogsofamazon/ref=cs_503_d">x</a>',
        '<title>Amazon</title><img src="https://m.media-amazon.com/images/G/02/error/en_US/title._TTD_.png">x',
        "<title>503 - Service Unavailable Error</title>x",
        "<title>Tut uns Leid!</title>x",
        "<title>Toutes nos excuses</title>x",
        "<title>Siamo spiacenti</title>x",
        "<title>Lo sentimos</title>x",
        "<title>Desculpe</title>x",
        "<title>Er is iets misgegaan</title>x",
        "<title>Något gick fel</title>x",
        "<title>Coś poszło nie tak</title>x",
        "<title>Bir sorun oluştu</title>x",
        "<title>حدث خطأ ما</title>x",
        "<title>ご迷惑をおかけしています！</title>x",
    ],
)
def test_amazons_own_trouble_is_an_error_and_no_product_gone(page: str) -> None:
    body = f"<html><body>{page}</body></html>".encode()

    assert read_page(body) == Reading(outcome=Outcome.ERROR, detail="Amazon's error page")


@pytest.mark.parametrize(
    ("page", "detail"),
    [
        ('<title>Amazon.de : deko</title><div data-component-type="s-search-result">9,99 €</div>', "search results"),
        ('<title>Bestsellers</title><div id="gridItemRoot"><span class="a-price">$5</span></div>', "search results"),
        ('<title>Amazon Sign-In</title><form name="signIn"><input id="ap_email"></form>', "sign-in page"),
        ("<title>Cookie preferences</title><form action='/privacyprefs'>Accept</form>", "no product on the page"),
        ("<title>Acme Store</title><h1>Welcome to Acme</h1>", "no product on the page"),
        ("<title>Amazon.com: Kitchen</title><h1>Shop by room</h1>", "no product on the page"),
    ],
)
def test_other_pages_are_no_products(page: str, detail: str) -> None:
    body = f"<html><body>{page}</body></html>".encode()

    assert read_page(body) == Reading(outcome=Outcome.NOT_A_PRODUCT, detail=detail)


def test_a_product_whose_title_speaks_of_robots_is_a_product() -> None:
    body = '<title>Robot Check: 404 sorry!</title><span id="productTitle">Robot Check, the game</span>'

    assert read_page(body.encode()).outcome is Outcome.OK
