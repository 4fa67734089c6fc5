"""Names that try to be more than text: each would set `owned`, open a dialog or ask a foreign host."""

from __future__ import annotations

FOREIGN = "198.51.100.7"
"""An address that belongs to nobody."""

NAMES = (
    "</script><img src=x onerror=\"owned=1\">",
    "<img src=x onerror=\"alert(1)\"> href=",
    f"![beacon](http://{FOREIGN}/pixel.png)",
    f"[press](javascript:owned=1) <b>bold</b> http://{FOREIGN}/",
    ":red[red] **bold** :material/home: $x^2$ `code`",
    "{{ 7 * 7 }} {% raw %} ${owned=1}",
    "# Heading\u2028owned=1",
    "<svg onload=\"owned=1\"><a href=\"javascript:owned=1\">x</a></svg>",
    "';owned=1;//\"><script>owned=1</script>",
    "=HYPERLINK(\"http://198.51.100.7\")",
)
