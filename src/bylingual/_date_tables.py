"""Words of date lines and datelines. Data only.

Months (in full and short) and weekdays: CLDR, of the languages of `_label_tables`, case folded, without full stops; a test
holds them against Babel's copy. All else is written from general knowledge of newspapers' usage.
"""

from __future__ import annotations

from typing import Final

MONTHS: Final = frozenset(
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر gener febrer març abril maig juny "
    "juliol agost setembre octubre novembre desembre gen febr abr jul ag set oct nov des ledna února března dubna "
    "května června července srpna září října listopadu prosince led úno bře dub kvě čvn čvc srp zář říj lis pro "
    "leden únor březen duben květen červen červenec srpen říjen listopad prosinec januar februar märz april mai "
    "juni juli august september oktober november dezember jan feb apr aug sept okt dez mär jun sep ιανουαρίου "
    "φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου ιαν "
    "φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ ιανουάριοσ φεβρουάριοσ μάρτιοσ απρίλιοσ μάιοσ ιούνιοσ ιούλιοσ "
    "αύγουστοσ σεπτέμβριοσ οκτώβριοσ νοέμβριοσ δεκέμβριοσ μάρ μάι ιούν ιούλ αύγ νοέ january february march may june "
    "july october december mar dec enero febrero marzo mayo junio julio agosto septiembre noviembre diciembre ene "
    "ago dic ژانویهٔ فوریهٔ آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر ژانویه فوریه مه ژوئیه janvier "
    "février mars avril juin juillet août septembre octobre décembre janv févr avr juil déc ינואר פברואר מרץ אפריל "
    "מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר ינו׳ פבר׳ אפר׳ אוג׳ ספט׳ אוק׳ נוב׳ דצמ׳ जनवरी फ़रवरी मार्च "
    "अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर जन॰ फ़र॰ जुल॰ अग॰ सित॰ अक्टू॰ नव॰ दिस॰ januari februari "
    "maret mei agustus desember agu gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre mag giu "
    "lug ott maart augustus mrt stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia sty lut kwi maj cze lip sie wrz paź gru styczeń luty marzec kwiecień czerwiec lipiec "
    "sierpień wrzesień październik grudzień janeiro fevereiro março maio junho julho setembro outubro novembro "
    "dezembro fev out ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie ian "
    "iun iul января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв февр мар апр июн "
    "июл авг сент окт нояб дек январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "augusti ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık oca şub nis haz tem ağu eyl "
    "eki kas ara січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня січ лют бер "
    "квіт трав черв лип серп вер жовт лист груд січень лютий березень квітень травень червень липень серпень "
    "вересень жовтень листопад грудень "
    "".split()
)

WEEKDAYS: Final = frozenset(
    "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت diumenge dilluns dimarts dimecres dijous divendres "
    "dissabte neděle pondělí úterý středa čtvrtek pátek sobota sonntag montag dienstag mittwoch donnerstag freitag "
    "samstag κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο sunday monday tuesday wednesday thursday friday "
    "saturday domingo lunes martes miércoles jueves viernes sábado یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه "
    "dimanche lundi mardi mercredi jeudi vendredi samedi रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार "
    "minggu senin selasa rabu kamis jumat sabtu domenica lunedì martedì mercoledì giovedì venerdì sabato zondag "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag niedziela poniedziałek wtorek środa czwartek piątek "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira duminică luni marți miercuri joi vineri "
    "sâmbătă воскресенье понедельник вторник среда четверг пятница суббота söndag måndag tisdag onsdag torsdag "
    "fredag lördag pazar pazartesi salı çarşamba perşembe cuma cumartesi неділя понеділок вівторок середа четвер "
    "пʼятниця субота sonnabend "
    "".split()
)

# What stands before or beside a date that says when a text was published, changed or printed.
STAMPS: Final = tuple(
    "published|posted|updated|last updated|modified|last modified|created|first published|date|issued|released|"
    "publicado|publicada|actualizado|actualizada|última actualización|fecha|modificado|creado|"
    "atualizado|atualizada|última atualização|atualização|data|"
    "publié|publiée|mis à jour|mise à jour|modifié|posté|créé|"
    "veröffentlicht|aktualisiert|stand|erschienen|zuletzt aktualisiert|zuletzt geändert|geändert|datum|"
    "pubblicato|pubblicata|aggiornato|aggiornata|ultimo aggiornamento|modifica|modificato|ultima modifica|"
    "gepubliceerd|bijgewerkt|laatst bijgewerkt|geplaatst|laatste update|"
    "publikacja|opublikowano|aktualizacja|zaktualizowano|data publikacji|data dodania|utworzono|ostatnia aktualizacja|"
    "опубликовано|обновлено|изменено|дата|дата публикации|размещено|последнее обновление|"
    "опубліковано|оновлено|змінено|останнє оновлення|"
    "yayınlanma|yayınlandı|güncelleme|güncellendi|son güncelleme|giriş|yayın tarihi|oluşturulma|"
    "نشر|نشر في|نُشر في|نشرت في|آخر تحديث|تاريخ النشر|تم التحديث|حُدث في|تاريخ|"
    "פורסם|עודכן|עדכון אחרון|תאריך|פורסם בתאריך|"
    "تاریخ انتشار|منتشر شده|به‌روزرسانی|به روز شده|آخرین به‌روزرسانی|"
    "प्रकाशित|अपडेटेड|अपडेट|अंतिम अपडेट|अद्यतन|"
    "发布|发布时间|发表于|更新|更新时间|最后更新|时间|日期|发表时间|發布|發布時間|發表|更新時間|最後更新|日期|"
    "公開|公開日|配信|更新日|最終更新|掲載|投稿日|公開日時|更新日時|"
    "입력|수정|등록|게시|최종수정|최종 수정|기사입력|발행|업데이트|승인|"
    "diterbitkan|diperbarui|dipublikasikan|terakhir diperbarui|tayang|"
    "cập nhật|đăng|xuất bản|ngày đăng|đăng lúc|"
    "publicerad|publicerat|uppdaterad|uppdaterat|senast uppdaterad|"
    "publicat|publicada|actualitzat|actualitzada|darrera actualització|"
    "publikováno|aktualizováno|vydáno|"
    "δημοσιεύθηκε|δημοσίευση|ενημερώθηκε|τελευταία ενημέρωση|"
    "publicat|publicat la|actualizat|actualizat la|ultima actualizare".split("|")
)

# Words between the parts of a date, and of time zones.
JOINTS: Final = frozenset(
    "a à al alle am an as às at às̀ by d da das de del dell di do dos du e el en est et fm from g gmt h hace heure heures "
    "hora horas hrs hs ist il in jst kl klo km la las le los min mins na o ore om on pm p.m a.m the to uhr um und ut utc w "
    "y z à в г год года о от по р рік року ч час часов мин saat tarihli lúc ngày tháng năm на о об "
    "في الساعة بتاريخ من و ב ה ב- בשעה של ساعت בתאריך को बजे तारीख ist pukul wib tanggal cest cet edt et est pdt pst bst "
    "msk мск κατά στις".split()
)

# How old a text is, and how long it takes to read: numbers with a unit.
AGES: Final = r"(?:hace|há|il y a|vor|fa|geleden|temu|назад|тому|önce|قبل|منذ|לפני|پیش|पहले|前|전|lalu|trước|sedan|fa|před|πριν|acum|ago)"
READING: Final = (
    r"(?:\d+|un[ao]?|a|one|einer?|une)\s?[-–]?\s?(?:min(?:\.|utes?|utos?|uti|uto|uten|ut[ay]?|uut)?|мин(?:\.|уты?|ут)?|хв(?:\.|илини?)?|dk\.?|dakika|"
    r"دقائق|دقيقة|דקות|דקה|دقیقه|मिनट|分钟|分鐘|分|분|menit|phút)\s?"
    r"(?:read(?:ing)?(?: time)?|de lectura|de leitura|de lecture|lesezeit|di lettura|leestijd|czytania|чтения|читання|okuma(?: süresi)?|"
    r"قراءة|קריאה|مطالعه|阅读|閱讀|で読める|읽기|baca|đọc|läsning)?"
    r"|(?:reading time|tiempo de lectura|tempo de leitura|temps de lecture|lesezeit|lesedauer|tempo di lettura|leestijd|czas czytania|"
    r"время (?:на )?чтени[ея]|час читання|okuma süresi|وقت القراءة|زمن القراءة|זמן קריאה|زمان مطالعه|阅读时间|閱讀時間|字数|읽는 시간|"
    r"waktu baca|thời gian đọc|lästid|temps de lectura|doba čtení|χρόνος ανάγνωσης|timp de citire)\s*[:：]?\s*.{1,20}"
    r"|(?:本文)?(?:全文)?\s?[\d,，]+\s?(?:文字|字)|[\d.,]+ (?:words|palabras|palavras|mots|wörter|parole|woorden|słów|слов|слів|kelime)"
)
