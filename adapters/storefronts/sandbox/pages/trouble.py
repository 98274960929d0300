"""Pages without a product: the two robot checks, and the short answer to an unknown number."""

from html import escape

from adapters.storefronts.sandbox.pages.phrases import PHRASES, Phrases

# Amazon puts a comment with this address on robot checks and on its short 404 page alike.
_COMMENT = "<!-- Asking by machine? There is an interface for that: api-services-support@amazon.com. -->"


def robot_button(market: str) -> str:
    """The check of 2025: one button to press."""
    words = PHRASES[market]
    return _check(market, words, f"<h4>{words.checking}</h4>", "")


def robot_captcha(market: str) -> str:
    """The older check: letters to copy from a picture."""
    field = '<img src="/captcha/letters.jpg" alt=""><input id="captchacharacters" name="field-keywords" type="text">'
    return _check(market, PHRASES[market], "<h4>Type the characters you see in this image</h4>", field)


def not_found(market: str) -> str:
    """The short page for a number that the store does not know."""
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>Page Not Found</title></head><body>
{_COMMENT}
<div id="g"><a href="/ref=cs_404_link">Amazon.{escape(market)}</a><p>No page has this address.</p></div></body></html>
"""


def _check(market: str, words: Phrases, heading: str, field: str) -> str:
    return f"""<!doctype html><html class="a-no-js" lang="{words.language}"><head><meta charset="utf-8">
<title dir="ltr">Amazon.{market}</title></head><body>
{_COMMENT}
<div class="a-container"><div class="a-box a-alert a-alert-info"><div class="a-box-inner">{heading}</div></div>
<form method="get" action="/errors/validateCaptcha" name=""><input type="hidden" name="amzn" value="invented">{field}
<span class="a-button a-button-primary">
 <button type="submit" class="a-button-text">{words.go_on}</button></span></form></div>
</body></html>
"""
