"""What `bylingual.detect` knows about languages: letters, very common words, phrases; data only.

Every table was written from general knowledge of the official orthographies and of the commonest function
words; none was derived from a corpus.
"""

from __future__ import annotations

from typing import Final

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
    "LATIN": (
        [
            "af",
            "ca",
            "cs",
            "cy",
            "da",
            "de",
            "en",
            "es",
            "et",
            "fi",
            "fr",
            "hr",
            "hu",
            "id",
            "it",
            "lt",
            "lv",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "sk",
            "sl",
            "so",
            "sq",
            "sv",
            "sw",
            "tl",
            "tr",
            "vi",
        ]
    ),
    "CYRILLIC": ["bg", "mk", "ru", "uk"],
    "ARABIC": ["ar", "fa", "ur"],
    "DEVANAGARI": ["hi", "mr", "ne"],
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

# Very common words of languages that langdetect has no profile for, in lower case:
# language -> (the languages it is mistaken for, none for any; its words; words that speak against it).
# Its words are not words of the former; the words against it are not its own.
_FOREIGN_WORDS: Final = {
    "eo": (
        "",
        "kiu kiuj kiun kio tiuj tiun estis ankaŭ ĉi aŭ ĝi ĉiu ĉiuj ĉiun havas povas rajtas laŭ sian siaj ĝis eĉ "
        "tiel kiam estos estus devas oni kaj",
        "je se na što kako los las una este bil bila pri tudi pa sem ki",
    ),
    "eu": (
        "",
        "eta dira dute duen izan baina edo hori gehiago ditu zuen dela duten batean baino bezala artean "
        "egiteko ziren zituen dituzte izango guztiak bakoitzak beharko ezin egun urtean zuten zituzten dago "
        "daude horrek dituen egin egiten ondoren beraz",
        "",
    ),
    "ga": (
        "",
        "agus bhí bhfuil raibh atá chun faoi féin chuig siad dúirt níl nuair bheith gach nár cuid daoine "
        "bhliain mhaith dhéanamh bhaineann leo orthu",
        "",
    ),
    "is": ("", "og að ekki það sem hann hún við þeir þetta einnig eru voru frá eða á", "av af er ikke och att det"),
    "mt": ("", "li ta tal fil minn għal kien huwa mill dan din dawn bħala jew biex wara fuq", "è é que di les la en"),
    "gl": (
        "es pt",
        "unha unhas dunha nunha máis tamén moi moito moitos moita moitas pola polas coa coas xa hoxe súa súas "
        "ata despois dende xunto xente persoa persoas cando quen entón ningunha algunha non aínda lle lles "
        "foron tiña tiñan teñen dixo fixo fai poden onte goberno concello xeito polo",
        "y los las una del más también muy su sus lo le hay fue sin ya "
        "não uma mais também muito são com em pela pelo um foram isso já seu sua",
    ),
    "ms": (
        "id",
        "ialah kerana bahawa sahaja iaitu apabila manakala selepas mahu kes peratus syarikat pelbagai berbeza "
        "cuba maklumat kesihatan kanak universiti projek tempatan semasa ahad khamis jumaat isnin ogos minit "
        "perniagaan pejabat dijangka pengerusi kemalangan sekiranya bagaimanapun daripada menerusi ujar "
        "mesyuarat jawatankuasa disebabkan nombor",
        "karena bahwa setelah bisa uang perusahaan persen berbagai berbeda yaitu agustus senin kamis jumat "
        "minggu universitas polisi kantor mobil mau coba tapi kasus kesehatan informasi pemerintah saat "
        "adanya ketika namun jika hingga sebagai dapat lewat warga",
    ),
    "sr": (
        "mk bg ru uk",
        "је су који које која којих али као није био била било ће бити након због још људи између према "
        "овај овог нису јер већ били његов свој током међутим",
        "во со беше дека кој кои кое ќе ги го му тоа оваа овие како според меѓу има биде сите "
        "е ще към със след който които това също се был были это как что его",
    ),
}

# Serbian and Bosnian in Latin letters against Croatian: words of everyday news that the three standards
# write differently (ekavian vowels, month names, international stems).
SERBIAN_LATIN: Final = (
    "vreme vremena pre posle lepo uvek gde ovde svet sveta svetu čovek uspeh deo dela videti razumeti sledeći "
    "sledeće promena promene telo tela zahtev primer reč reči rešenje mleko ponedeljak nedelja nedelje vazduh "
    "bezbednost bezbednosti bezbedan ceo cela dve reka reke mesto mesta mestu deca dece pobeda pobede izveštaj "
    "takođe evropski evropske evrope istorija istorije hiljada opština uslov ko šta avgust avgusta septembar "
    "septembra oktobar oktobra novembar novembra decembar decembra januar januara februar februara mart marta "
    "april aprila maj maja jun juna jul jula preduzeće saopštio saopštenje izjavio_je međutim uopšte prema_rečima"
)
BOSNIAN: Final = (
    "također historija historije historijski općina općine sedmica sedmice hiljada hiljade hiljadu ko šta "
    "januar januara februar februara mart marta april aprila juni juna juli jula august augusta septembar "
    "septembra oktobar oktobra novembar novembra decembar decembra evropa evrope evropi evropski evropske "
    "evropska saopćeno saopćio bezbjednost uslov uslovi uslova porodica porodice hemija lahko općenito"
)
CROATIAN: Final = (
    "tko što tijekom tjedan tjedna tjedni tisuća tisuće tisuću europa europe europi europski europske "
    "europska siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja "
    "srpanj srpnja kolovoz kolovoza rujan rujna listopad listopada studeni studenoga studenog prosinac "
    "prosinca povijest povijesti povijesni glazba glazbe zrak zraka vlak vlaka kruh tvrtka tvrtke sustav "
    "sustava uvjet uvjeti uvjeta sveučilište sveučilišta obitelj obitelji članak članka nogomet nogometni "
    "priopćenje priopćenju izvješće izvješću proračun proračuna postrojba također"
)


FOREIGN_WORDS: Final = {
    language: (frozenset(mistaken_for.split()), frozenset(own.split()), frozenset(against.split()))
    for language, (mistaken_for, own, against) in {
        **_FOREIGN_WORDS,
        "sr-Latn": ("hr", SERBIAN_LATIN, CROATIAN),
        "bs": ("hr", BOSNIAN, CROATIAN),
    }.items()
}

# Chinese characters that only one of the two written standards uses, as pairs: simplified, traditional.
# Left out: simplified forms that are also traditional characters of their own (后, 里, 面, 云 …).
_CHINESE_PAIRS: Final = (
    "们們这這国國说說时時会會来來对對发發经經为為个個关關过過还還没沒开開问問门門长長东東车車马馬鸟鳥鱼魚龙龍书書"
    "买買卖賣听聽见見观觀学學习習写寫识識认認让讓谁誰请請谢謝谈談语語话話诉訴译譯论論设設访訪证證评評词詞试試诗詩"
    "该該详詳误誤课課调調谋謀谓謂谨謹负負责責贡貢财財货貨质質贫貧购購贵貴贸貿费費贺賀贼賊资資赛賽赞贊赢贏赵趙"
    "趋趨跃躍践踐边邊达達迁遷运運进進远遠违違连連迟遲适適选選递遞逻邏遗遺邮郵郑鄭针針钟鐘钢鋼钱錢铁鐵铜銅银銀"
    "锁鎖错錯镇鎮镜鏡闭閉间間闲閒闹鬧闻聞阅閱队隊阳陽阴陰阵陣阶階际際陆陸陈陳险險随隨难難雾霧静靜韩韓页頁顶頂"
    "项項顺順须須顾顧顿頓领領频頻题題颜顏额額风風飞飛饭飯饮飲饿餓馆館验驗惊驚骑騎骗騙鲁魯鲜鮮鸡雞鸣鳴麦麥黄黃"
    "齐齊齿齒爱愛报報备備笔筆毕畢标標宾賓补補层層产產尝嘗场場厂廠尘塵称稱惩懲迟遲冲衝虫蟲础礎处處传傳创創纯純"
    "错錯带帶单單担擔当當党黨导導灯燈邓鄧敌敵电電点點独獨断斷夺奪儿兒尔爾饭飯范範飞飛丰豐妇婦复復盖蓋刚剛个個"
    "给給巩鞏贡貢沟溝构構够夠顾顧广廣规規归歸龟龜汉漢号號红紅护護华華画畫坏壞欢歡环環换換挥揮获獲击擊积積极極"
    "级級纪紀济濟继繼计計记記际際坚堅艰艱监監检檢简簡见見践踐将將奖獎讲講胶膠节節结結尽盡紧緊劲勁进進举舉据據"
    "剧劇决決绝絕军軍块塊扩擴兰蘭拦攔劳勞乐樂离離礼禮历歷丽麗厉厲励勵联聯脸臉练練粮糧两兩疗療邻鄰临臨灵靈龄齡"
    "刘劉楼樓卢盧录錄虑慮绿綠乱亂轮輪罗羅满滿猫貓贸貿梦夢弥彌灭滅亩畝脑腦恼惱农農欧歐盘盤赔賠凭憑苹蘋扑撲启啟"
    "气氣弃棄牵牽迁遷签簽墙牆桥橋亲親轻輕倾傾庆慶穷窮区區权權劝勸热熱荣榮软軟伞傘丧喪扫掃杀殺伤傷赏賞烧燒绍紹"
    "声聲胜勝圣聖师師狮獅实實势勢视視适適释釋寿壽树樹术術帅帥双雙丝絲苏蘇肃肅虽雖岁歲孙孫损損态態坛壇叹嘆汤湯"
    "讨討腾騰体體条條铁鐵厅廳统統头頭图圖团團袜襪湾灣网網围圍伟偉卫衛稳穩乌烏务務误誤戏戲吓嚇显顯县縣现現线線"
    "宪憲献獻乡鄉响響协協胁脅写寫兴興须須许許续續悬懸压壓亚亞严嚴盐鹽杨楊养養样樣业業页頁医醫义義亿億忆憶艺藝"
    "议議异異阴陰应應营營拥擁优優忧憂邮郵犹猶鱼魚渔漁与與园園员員圆圓缘緣愿願约約跃躍运運杂雜灾災载載赞讚则則"
    "泽澤择擇战戰张張涨漲帐帳着著这這侦偵诊診阵陣争爭织織职職执執纸紙终終种種众眾昼晝诸諸烛燭专專转轉赚賺庄莊"
    "装裝壮壯状狀准準资資总總纵縱组組钻鑽罢罷宝寶币幣变變参參测測产產彻徹称稱诚誠齿齒处處担擔确確华華"
)
SIMPLIFIED: Final = frozenset(_CHINESE_PAIRS[::2]) - set("着准范历")
TRADITIONAL: Final = frozenset(_CHINESE_PAIRS[1::2]) - set("著")

# Characters of the Japanese standard (jōyō, after 1946) that neither Chinese standard uses.
JAPANESE_KANJI: Final = frozenset(
    "駅気円売読転経対戦続発関権総伝帰実変広図検験済剣歯桜沢浜辺込働畑県鉄竜豊仏払姫渋渓焼桟毎単厳営栄"
    "塩応黒児処収従徴徳悩拝拡択撃斎暁楽様毒歓歩氷涙滝瀬焔穂窓粛糸絵縄縦繊聴脳臓芸薬虚蛍観訳誉譲醤醸鋳録鎮"
    "闘険隠雑霊頼顕駆騒髪鶏黙"
) - set("毒氷歩虚黒誉窓様豊糸絵縄")
