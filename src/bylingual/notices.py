"""The machine-translation notice of a bundle, in its own language; English where there is none."""

from __future__ import annotations

from .locales import language_of

_NOTICES = {
    "en": "This article was translated by machine and has not been fully reviewed by an editor.",
    "es": "Este artículo ha sido traducido automáticamente y aún no ha sido revisado por completo por un editor.",
    "fr": "Cet article a été traduit automatiquement et n’a pas encore été entièrement relu par un éditeur.",
    "pt": "Este artigo foi traduzido automaticamente e ainda não foi totalmente revisto por um editor.",
    "de": "Dieser Artikel wurde maschinell übersetzt und noch nicht vollständig redaktionell geprüft.",
    "it": "Questo articolo è stato tradotto automaticamente e non è ancora stato interamente rivisto da un redattore.",
    "ca": "Aquest article s’ha traduït automàticament i encara no ha estat revisat del tot per un editor.",
    "nl": "Dit artikel is automatisch vertaald en nog niet volledig door een redacteur nagekeken.",
    "pl": "Ten artykuł został przetłumaczony maszynowo i nie został jeszcze w pełni sprawdzony przez redaktora.",
    "ru": "Эта статья переведена автоматически и ещё не полностью проверена редактором.",
    "uk": "Цю статтю перекладено автоматично, і редактор ще не перевірив її повністю.",
    "tr": "Bu makale makine tarafından çevrilmiştir ve henüz bir editör tarafından tamamen gözden geçirilmemiştir.",
    "ar": "تُرجم هذا المقال آليًا ولم يراجعه محرر بالكامل بعد.",
    "zh": "本文由机器翻译，尚未经编辑全部审校。",
    "ja": "この記事は機械翻訳されたもので、編集者による確認がまだ完了していません。",
    "ko": "이 기사는 기계 번역되었으며 아직 편집자의 검토가 완료되지 않았습니다.",
}


def machine_notice(locale: str) -> tuple[str, str]:
    """(language, text) of the notice for a locale."""
    language = language_of(locale)
    return (language, _NOTICES[language]) if language in _NOTICES else ("en", _NOTICES["en"])
