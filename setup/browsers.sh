#!/bin/sh
# Sees to it that the programs that the tests drive are there; on Debian as root it installs what is missing.
# With the word `spelling` only what `make check` wants.
set -eu
packages=""
need() { # a file or a command, and the Debian package that brings it
    command -v "$1" >/dev/null || [ -e "$1" ] || packages="$packages $2"
}
need hunspell hunspell
need /usr/share/hunspell/ru_RU.dic hunspell-ru
if [ "${1:-}" != spelling ]; then
    need chromium chromium
    need /usr/lib/chromium/locales/ru.pak chromium-l10n
    need firefox-esr firefox-esr
    need /usr/lib/firefox-esr/browser/extensions/langpack-ru@firefox-esr.mozilla.org.xpi firefox-esr-l10n-ru
    need WebKitWebDriver webkit2gtk-driver
    need xvfb-run xvfb
    need xauth xauth
    need dbus-daemon dbus
    need /usr/libexec/at-spi2-registryd at-spi2-core
    need orca orca
    need matchbox-window-manager matchbox-window-manager
    need java default-jre-headless
    need nginx nginx-light
    need /usr/lib/nginx/modules/ngx_http_brotli_static_module.so libnginx-mod-http-brotli-static
    need /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
    need /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf fonts-noto-color-emoji
fi
[ -n "$packages" ] || exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Для тестов не хватает программ. В Debian и Ubuntu их ставит:" >&2
    echo "    sudo apt-get install$packages" >&2
    exit 1
fi
echo "Ставим браузеры и программы для тестов (минута-две, один раз):$packages"
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update -qq
# shellcheck disable=SC2086  # a list of packages
apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $packages >/dev/null
