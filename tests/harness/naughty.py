"""Texts that break programs: markup, bidi and invisible characters, too much of anything. `pwned` is what they want."""

NAUGHTY = {
    "script": "<script>pwned=1</script>",
    "image": "\"'><img src=x onerror=pwned=1>",
    "vector": "<svg/onload=pwned=1><animate onbegin=pwned=1 attributeName=x>",
    "frame": "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "end of a field": "</textarea></output></form><script>pwned=1</script><form action=//evil.example><input autofocus "
    "onfocus=pwned=1>",
    "link": "javascript:pwned=1//<a href='javascript:pwned=1'>x</a> [x](javascript:pwned=1)",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example><base href=//evil.example>",
    "entities": "&lt;img src=x onerror=pwned=1&gt; %3Cscript%3Epwned=1%3C/script%3E \\u003cscript\\u003e",
    "templates": "{{7*7}} ${pwned=1} {% raw %} #{1} {0} {text} %s %n %(x)s",
    "programs": "'; DROP TABLE x;-- __import__('os').system('x') eval('pwned=1') |x `x` $(x)",
    "names": "__proto__ constructor toString None undefined NaN null true -1 1e309 0x10 -0",
    "lines": "x\r\nSet-Cookie: x=1\r\n\r\n<script>pwned=1</script>\u2028pwned=1\u2029\x0b\x0c\x85\x00\x1b[31m\x7f",
    "bidi": "\u202eтекст наоборот\u202c \u2066\u2067\u2068\u2069\u200f\u061c кот.\u202egnp.exe",
    "invisible": "па\u200bро\u200cль\u200d\u2060\ufeff\u00ad\u180e\ufff9\ufffb\U000e0041\U000e007f",
    "only invisible": "\u200b\u2060\ufeff",
    "marks": "З" + "\u0335\u0489\u034f\u20dd" * 200 + "алго \u0e47\u0e47\u0e47\ufdfd\U0001242b",
    "one word": "Ж" * 1_900,
    "digits": "４１１１ ٤١١١ ④ ½ Ⅷ 𝟜 \u0661\u0662" + "9" * 300,
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈🇷🇺👍🏿" * 20,
    "not characters": "\ufffe\uffff\U0001ffff\ufdd0",
    "half a character": "x\ud800y\udc00",
    "almost too long": "<img src=x onerror=pwned=1> ya.ru/?x=1 4111 1111 1111 1111 пароль: x, код 1234; " * 2_000,
    "a megabyte": ("<b>ж</b> 1111 жалоба " * 25 + "\n") * 1_000,
}
