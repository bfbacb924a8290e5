"""What `bylingual.detect` knows: its limits, and the letters and very common words of languages. Data only.

Every table of letters and words was written from general knowledge of the official orthographies and of
everyday vocabulary; none was derived from a corpus.
"""

from __future__ import annotations

import re
from typing import Final

# A text of at least this many letters is accepted at the confidence asked for, a shorter one at a fifth of the
# doubt (0.99 for 0.95). Chinese, Japanese and Korean letters count as `CJK_WEIGHT` each.
ENOUGH_LETTERS: Final = 60
# Below this nothing is accepted: words and names decide nothing. Only different words count.
FEWEST_LETTERS: Final = 20
# The shortest block that can be called foreign, and how much likelier than others a block's main language is.
FEWEST_BLOCK_LETTERS: Final = 30
MAIN_WEIGHT: Final = 10.0
CJK_WEIGHT: Final = 2
LONGEST_WORD: Final = 50

# Characters read of a text, before and after cleaning. langdetect reads 10,000 as well.
MAX_RAW: Final = 200_000
MAX_CLEAN: Final = 10_000

# The frequency that an n-gram gets in languages that lack it. Source: langdetect's ALPHA_DEFAULT / BASE_FREQ.
SMOOTHING: Final = 0.5 / 10_000
# Overlapping n-grams repeat each other's evidence; dividing by 3 makes the confidence come true (measured).
TEMPERATURE: Final = 3.0
# What a word that only one of two close languages has adds to its logarithm of likelihood, and a letter outside its
# alphabet takes from it, before the temperature.
HINT: Final = 9.0
# Capitalized words, most of them names, weigh this much where the text has other words.
NAME_WEIGHT: Final = 0.5
# The share of words that a text in a language without a profile has of those listed for it (quotes have less), and
# of letters of its own.
FOREIGN_WORD_SHARE: Final = 0.01
FOREIGN_LETTER_SHARE: Final = 0.007
# The share of letters from which another script wins over Latin: in a whole text, and in one paragraph.
SCRIPT_SHARE: Final = 0.5
SCRIPT_SHARE_PARAGRAPH: Final = 0.3

# The misfit of a text: the share of its trigrams that are rare (less than `RARE`) in its supposed language. By how
# much and how many standard deviations more than `rare_share` is too much was measured: texts in known
# languages stay below it (all but 0.1 %), texts in 300 others do not (85 %).
RARE: Final = 1.3e-4
MISFIT_SHARE: Final = 0.08
MISFIT_DEVIATIONS: Final = 3.0
FEWEST_TRIGRAMS: Final = 8
# A paragraph with this much more of rare trigrams than the best half of its text is a quote in another language.
QUOTE_SHARE: Final = 0.1

# langdetect's names for what this project calls otherwise.
RENAMED: Final = {"zh-cn": "zh", "zh-tw": "zh_Hant", "no": "nb"}

# What else a locale may be called, and what marks a Chinese one as traditional.
SAME_LANGUAGE: Final = {"no": "nb", "nn": "nb", "fil": "tl", "iw": "he", "in": "id"}
TRADITIONAL_TAGS: Final = frozenset({"hant", "tw", "hk", "mo"})

# Scripts (the first word of a character's Unicode name) that name a language by themselves.
SCRIPT_LANGUAGE: Final = {
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
}

# Scripts that several known languages share: langdetect's profiles choose among these.
SCRIPT_LANGUAGES: Final = {
    "LATIN": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi",
    "CYRILLIC": "bg mk ru uk",
    "ARABIC": "ar fa ur",
    "DEVANAGARI": "hi mr ne",
}

# Scripts of languages that langdetect has no profile for, with the language that uses the script most.
UNKNOWN_SCRIPT_LANGUAGE: Final = {
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "THAANA": "dv",
    "TIBETAN": "bo",
}

# Letters of languages that langdetect has no profile for. Each is outside the alphabet of every known
# language in the same script (source: the official alphabets).
FOREIGN_LETTERS: Final = {
    # Latin
    "az": "əƏ",
    "eo": "ĉĝĥĵŝŭĈĜĤĴŜŬ",
    "is": "þðÞÐ",
    "mt": "ħġċĦĠĊ",
    # Cyrillic; the Turkic languages and Mongolian share some letters
    "be": "ўЎ",
    "sr": "ђћЂЋ",
    "ky": "өүңӨҮҢ",
    "kk": "әғқңөұүһӘҒҚҢӨҰҮҺ",
    "tt": "әөүҗңһӘӨҮҖҢҺ",
    "ba": "әөүңһҙҫҡғӘӨҮҢҺҘҪҠҒ",
    "cv": "ӑӗҫӳӐӖҪӲ",
    "tg": "ғӣқӯҳҷҒӢҚӮҲҶ",
    "os": "ӕӔ",
    # Arabic
    "ps": "ټډړږښځڅېۍ",
    "ckb": "ڕڵۆێە",
    "ug": "ېۇۆۈەڭ",
    "sd": "ٻڀٺڄڃڇڌڏڊڙڦڪڳڱڻ",
    # Hebrew, Bengali
    "yi": "װױײ",
    "as": "ৰৱ",
}

# Words of news that Serbian and Bosnian share and Croatian writes otherwise, its words for the same, and words in
# which Serbian has e where the other two have ije or je.
_NOT_CROATIAN: Final = (
    "tokom šta ko neko niko hiljad- milion- sistem- evrop- januar- februar- juni juna juli jula septembar "
    "septembra oktob- novemb- decemb- naučni- nauke takmič- tačn- saobraćaj- voz vozom fudbal- pozorišt- "
    "učestv- učesnik- štamp- uticaj- utič- organizova- organizuj- finansij- takođe saradnj- okean- stepen- "
    "uopšte zvanič- sopstven- nivo nivou zavis- posmatra- spisak vanredn- definisa- informisa- uslov- hemij- "
    "porodic- muzik- ostrv- fabrik- pasoš- prevoz- prevod- ubistv- advokat- tužila- budžet- preduzeć- berz- "
    "uhapš- hapš- penzij- univerzitet- kancelarij- "
)
_CROATIAN: Final = (
    "tijekom tko netko nitko tjed- tisuć- milijun- sustav- europ- siječ- veljač- ožuj- svib- lipanj lipnja "
    "srpanj srpnja kolovoz- rujan rujna listopad- studeni studenog studenoga prosin- znanstv- natjec- točn- "
    "promet- vlak- nogomet- kazališ- sudjel- sudionik- tisk- utjec- financij- suradnj- stupanj stupnj- "
    "razin- ovis- promatr- popis- uvjet- kemij- obitelj- glazb- otok- otoc- plin- tvornic- putovnic- "
    "prijevoz- prijevod- ubojstv- odvjetni- tužitelj- proračun- tvrtk- burz- uhić- mirovin- sveučiliš- "
    "povijes- zrak- kruh- priopć- izvješć- "
)
_EKAVIAN: Final = (
    "vreme pre posle posled- uvek gde negde ovde svet sveta svetu svetsk- čovek- uspeh- deo delu videl- "
    "sledeć- promen- primen- primer- zahtev- rešen- rešav- mleko ponedelj- nedelj- vazduh- bezbed- obezbed- "
    "ceo cela celu celom dve obe dvest- reka reke reku mest- mesec- deca dece decu dečak- devoj- pobed- "
    "izvešt- obavešt- istorij- opštin- opšt- avgust- saopšt- osećaj- vek veka vekov- vežb- hrišćan- juče "
    "savet- srećan srećn- procen- cena cene cenu vredn- predsed- smer- mera mere vera vere verov- lepo lepa "
    "lepe desno reč reči odel- delov- delimič- obelež- sneg- zvezd- vetar vetr- pretnj- želel- voleo voleti "
    "živeti živel- hteo razume- telo belo letnj- namer- sever- pesm- pevač- sused- cvet- lek leka lekar- "
)
_IJEKAVIAN: Final = (
    "vrijem- prije poslije uvijek gdje ovdje svijet- čovjek- uspjeh- dio vidje- sljedeć- promjen- primjer- "
    "zahtjev- rješ- mlijek- ponedjelj- cijel- dvije rijek- riječ- mjest- mjesec- djec- dječ- djevoj- pobjed- "
    "izvješ- obavješ- lijep- smjer- mjer- vjer- djel- dijel- bijel- snijeg- zvijezd- vjet- vrijed- cijen- "
    "savjet- predsjed- sjever- ljet- željel- razumje- tijel- "
)

# Common words, in lower case, of languages that langdetect has no profile for:
# language -> (the languages it is mistaken for, none for any; its words; words that speak against it).
# Its words are not words of the former; the words against it are not its own. `stem-` stands for all words
# that begin with it.
FOREIGN_WORDS: Final = {
    "az": (
        "tr",
        "üçün çox yox xalq vaxt qanun- qarşı qadın- hüquq- haqqında edib olub deyib bildirib verib idik "
        "başqa yaxın yaxşı oxu- çıxış axşam qız qrup- qərar- müxtəlif daxil xarici",
        "için çok yok ve ile olarak kadar değil gibi hakkında ise iyi başka",
    ),
    "be": (
        "ru uk",
        "што гэта гэтым гэтай гэты якія якая якім таксама пасля калі яны каб няма людзей толькі вельмі "
        "дзяржаў- беларус- быць ёсць паміж праз дзе цяпер яшчэ",
        "что это этот и который которые также после когда они чтобы его только очень где сейчас еще що це "
        "цей й та які яка також після коли вони щоб його тільки дуже від де зараз ще",
    ),
    "bs": (
        "hr",
        _NOT_CROATIAN + "historij- općin- sedmic- august- saopć- lahko kafa kafu hljeb- bezbjed- prisust- općenit-",
        _CROATIAN + _EKAVIAN,
    ),
    "el_Latn": (
        "",
        "kai tou toy tis tin ton stin stis sto ston apo gia einai pou poy oti tha mia itan tous toys",
        "ir yra kad su iš bet ja on ei että les des et la le und die the of nie na się của và il di",
    ),
    "eo": (
        "",
        "kiu kiuj kiun kio tiuj tiun estis ankaŭ ĉi aŭ ĝi ĉiu ĉiuj ĉiun havas povas laŭ sian siaj ĝis eĉ "
        "tiel kiam estos estus devas oni kaj",
        "je se na što kako los las una este bil bila pri tudi pa sem ki",
    ),
    "eu": (
        "",
        "eta dira dute duen izan baina edo hori gehiago ditu zuen dela duten batean baino bezala artean "
        "egiteko ziren zituen dituzte izango guztiak beharko ezin egun urtean zuten zituzten dago daude "
        "horrek dituen egin egiten ondoren beraz",
        "",
    ),
    "ga": (
        "",
        "agus bhí bhfuil raibh atá chun faoi féin chuig siad dúirt níl nuair bheith gach nár cuid daoine "
        "bhliain mhaith dhéanamh bhaineann leo orthu",
        "",
    ),
    "gl": (
        "es pt",
        "unha unhas dunha dunhas nunha nunhas cunha cunhas algunha algunhas ningunha máis tamén moi moito "
        "moitos moita moitas pola polas coa coas xa hoxe onte mañá súa súas despois dende xunto xente persoa "
        "persoas cando quen entón non aínda lle lles foron tiña tiñan teñen ten dixo fixo fai poden goberno "
        "concello xeito mellor muller mulleres homes fillo fillos traballo viaxe viaxes xogo xogador- xuño "
        "xullo xaneiro febreiro decembro luns xoves venres calquera porén mentres ademais dous dúas catro ás "
        "á igrexa rúa auga algúns nin",
        "y los las una unas del más también muy su sus lo le hay fue sin ya mientras agua pueden não uma "
        "umas mais também muito são com em pela pelo um foram isso já seu sua às água",
    ),
    "ky": (
        "ru uk bg mk",
        "жана менен бир ар эч ким деп болуп болгон боюнча тууралуу кыргыз- адам- жок эле кийин алар анын аны "
        "бул тийиш керек",
        "и в на с что не по и за у та що від е се",
    ),
    "ms": (
        "id",
        "kerana bahawa sahaja iaitu manakala selepas mahu kes peratus syarikat- pelbagai berbeza perbezaan "
        "cuba maklumat kesihatan universiti projek tempatan semasa khamis jumaat isnin ogos julai disember "
        "minit perniagaan dijangka pengerusi kemalangan menerusi mesyuarat jawatankuasa nombor bilik lawatan "
        "pelancongan saiz filem muzik kejohanan saintis sesetengah tentera kempen pengundi mengundi parti "
        "pesakit ubat- keretapi teksi telefon akhbar stesen cukai imigresen sempadan haiwan bahagian lapan "
        "bilion berjaya darjah sukan olimpik membolehkan pasport lebuh- jururawat polis amaran rasmi "
        "mengikut peguam kenderaan jenayah suspek sokongan kerjasama pilihanraya usahawan hospital "
        "setiausaha kewangan kelab jurulatih rakan perkhidmatan aktiviti kualiti komuniti identiti bajet "
        "disyaki kilang pelabur pelaburan eksport elektrik pertubuhan merentasi",
        "karena bahwa setelah bisa uang perusahaan persen berbagai berbeda perbedaan yaitu agustus senin "
        "kamis jumat universitas polisi kantor mobil mau coba tapi kasus kesehatan informasi pemerintah "
        "adanya butuh membutuhkan tim olahraga dokter obat peneliti penelitian ilmuwan bandara telepon situs "
        "miliar derajat juli juni desember delapan hewan bagian berhasil proyek partai tentara kampanye "
        "lokal stasiun pajak perbatasan wisatawan pariwisata musik menit beda resmi kendaraan klub pelatih "
        "rekan keuangan",
    ),
    "ru_Latn": ("", "chto eto dlya takzhe yego kotorye kotoryy kotoraya ochen tolko uzhe svoy", ""),
    "sr": (
        "mk",
        "је су који које која којих којим али као није био била било ће бити након због још људи између "
        "према овај овог ове ово ови нису јер већ били његов свој током међутим у сам смо бисте онда нико "
        "неко шта колико услед хиљад-",
        "во со беше дека кој кои кое ќе ги го му тоа оваа овие како според меѓу има биде сите",
    ),
    "sr_Latn": ("hr", _NOT_CROATIAN + _EKAVIAN, _CROATIAN + _IJEKAVIAN),
    "uk_Latn": ("", "shcho tse yak yaki yakyy vid dlya abo buv bulo yoho takozh pislya mozhe yikh", ""),
}

# Languages that are close to each other: common words of the first and of the second, each not a word of the
# other. Nynorsk counts as Norwegian.
CLOSE_LANGUAGES: Final = {
    ("da", "no"): (
        "af efter nu mellem hvad noget nogle mig dig sig blev bliver blive uge ugen ud op igen gennem siger "
        "sagde havde været tage give fik gik uden mod sprog bog imod vores dog have",
        "av etter nå mellom hva noe noen meg deg seg ble blir bli uke uken ut opp igjen mye uten mot vært "
        "hadde ta gi fikk gikk språk bok vår ha ikkje eg ein eit frå meir berre mykje dei kva korleis noko "
        "nokre vere vart",
    ),
    ("nl", "af"): (
        "het een zijn wordt heeft hebben deze niet naar bij hij zij zoals wij",
        "nie hierdie sy vir hulle baie",
    ),
    ("cs", "sk"): (
        "který která jsou jsem být při podle také mezi před nebo pouze když její jejich první ve ze ke co",
        "ktorý ktorá ktoré sú som byť pri podľa tiež medzi alebo iba keď čo ich zo ku vo prvý prvá ako",
    ),
}

# Letters that are outside a language's alphabet though other known languages in its script use them.
OUTSIDE_ALPHABET: Final = {
    "bg": "ыэёіїєґјљњџѓќѕ",
    "mk": "ъщьюяйыэёіїєґ",
    "ru": "іїєґјљњџѓќѕ",
    "uk": "ыэёъјљњџѓќѕ",
}

# Chinese characters that only one of the two written standards uses, as pairs: simplified, traditional.
# Left out: simplified forms that are also traditional characters of their own (后, 里, 面, 云 …).
_CHINESE_PAIRS: Final = (
    "们們这這国國说說时時会會来來对對发發经經为為个個关關过過还還没沒开開问問门門长長东東车車马馬鸟鳥鱼魚"
    "龙龍书書买買卖賣听聽见見观觀学學习習写寫识識认認让讓谁誰请請谢謝谈談语語话話诉訴译譯论論设設访訪证證"
    "评評词詞试試诗詩该該详詳误誤课課调調谋謀谓謂谨謹负負责責贡貢财財货貨质質贫貧购購贵貴贸貿费費贺賀贼賊"
    "资資赛賽赞贊赢贏赵趙趋趨跃躍践踐边邊达達迁遷运運进進远遠违違连連迟遲适適选選递遞逻邏遗遺邮郵郑鄭针針"
    "钟鐘钢鋼钱錢铁鐵铜銅银銀锁鎖错錯镇鎮镜鏡闭閉间間闲閒闹鬧闻聞阅閱队隊阳陽阴陰阵陣阶階际際陆陸陈陳险險"
    "随隨难難雾霧静靜韩韓页頁顶頂项項顺順须須顾顧顿頓领領频頻题題颜顏额額风風飞飛饭飯饮飲饿餓馆館验驗惊驚"
    "骑騎骗騙鲁魯鲜鮮鸡雞鸣鳴麦麥黄黃齐齊齿齒爱愛报報备備笔筆毕畢标標宾賓补補层層产產尝嘗场場厂廠尘塵称稱"
    "惩懲冲衝虫蟲础礎处處传傳创創纯純带帶单單担擔当當党黨导導灯燈邓鄧敌敵电電点點独獨断斷夺奪儿兒尔爾丰豐"
    "妇婦复復盖蓋刚剛给給巩鞏沟溝构構够夠广廣规規归歸龟龜汉漢号號红紅护護华華画畫坏壞欢歡环環换換挥揮获獲"
    "击擊积積极極级級纪紀济濟继繼计計记記坚堅艰艱监監检檢简簡将將奖獎讲講胶膠节節结結尽盡紧緊劲勁举舉据據"
    "剧劇决決绝絕军軍块塊扩擴兰蘭拦攔劳勞乐樂离離礼禮丽麗厉厲励勵联聯脸臉练練粮糧两兩疗療邻鄰临臨灵靈龄齡"
    "刘劉楼樓卢盧录錄虑慮绿綠乱亂轮輪罗羅满滿猫貓梦夢弥彌灭滅亩畝脑腦恼惱农農欧歐盘盤赔賠凭憑苹蘋扑撲启啟"
    "气氣弃棄牵牽签簽墙牆桥橋亲親轻輕倾傾庆慶穷窮区區权權劝勸热熱荣榮软軟伞傘丧喪扫掃杀殺伤傷赏賞烧燒绍紹"
    "声聲胜勝圣聖师師狮獅实實势勢视視释釋寿壽树樹术術帅帥双雙丝絲苏蘇肃肅虽雖岁歲孙孫损損态態坛壇叹嘆汤湯"
    "讨討腾騰体體条條厅廳统統头頭图圖团團袜襪湾灣网網围圍伟偉卫衛稳穩乌烏务務戏戲吓嚇显顯县縣现現线線宪憲"
    "献獻乡鄉响響协協胁脅兴興许許续續悬懸压壓亚亞严嚴盐鹽杨楊养養样樣业業医醫义義亿億忆憶艺藝议議异異应應"
    "营營拥擁优優忧憂犹猶渔漁与與园園员員圆圓缘緣愿願约約杂雜灾災载載赞讚则則泽澤择擇战戰张張涨漲帐帳侦偵"
    "诊診争爭织織职職执執纸紙终終种種众眾昼晝诸諸烛燭专專转轉赚賺庄莊装裝壮壯状狀总總纵縱组組钻鑽罢罷宝寶"
    "币幣变變参參测測彻徹诚誠确確"
)
SIMPLIFIED: Final = frozenset(_CHINESE_PAIRS[::2])
TRADITIONAL: Final = frozenset(_CHINESE_PAIRS[1::2])

# Characters of the Japanese standard (jōyō, after 1946) that neither Chinese standard uses.
JAPANESE_KANJI: Final = frozenset(
    "駅気円売読転経対戦続発関権総伝帰実変広図検験済剣歯桜沢浜辺込働畑県鉄竜仏払渋渓焼桟毎単厳営栄"
    "塩応児処収従徴徳悩拝拡択撃斎暁楽歓涙滝瀬焔穂粛縦繊聴脳臓芸薬蛍観訳譲醤醸鋳録闘険隠雑霊頼顕駆騒髪鶏黙"
)

# Markup, and what else is not text: hidden elements; the elements that end a paragraph; other tags; character
# references too long for html.unescape; characters without a shape; web and mail addresses, @names, #tags.
HIDDEN: Final = re.compile(
    r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<head\b.*?(?:</head\s*>|<body\b|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
BLOCK_TAG: Final = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|hr|table|tr|td|blockquote|section|article|figure|figcaption|aside)\b[^<>]*>",
    re.I,
)
TAG: Final = re.compile(r"</?[a-z!][^<>]*>", re.I)
HUGE_REFERENCE: Final = re.compile(r"&#[0-9]{8,}")
INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ADDRESS: Final = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w.-]{1,255}|[@#]\w+")
PARAGRAPH_END: Final = re.compile(r"\n[^\S\n]*\n\s*")

# What a short paragraph of page furniture has and prose lacks; and how prose ends.
PAGE_MARK: Final = re.compile(r"©|https?:|www\.|[|@#]")
SENTENCE_END: Final = re.compile(r"[.!?…。！？।؟۔]\W*$")
