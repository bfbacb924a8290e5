"""Lines of web pages that are no part of an article, by class. Data only, written from general knowledge of news sites
in the languages that most of them are written in.

`LINES` are whole lines, without the signs and numbers around them; `BEGINNINGS` begin a line, before a colon or the end
of a word. Comparison keys: case folded, quotes and dashes unified. Parted by `|`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LINES: Final[Mapping[str, str]] = {
    "share": (
        "share|tweet|email|e-mail|mail|print|copy link|link|share this|share this article|share this story|share on facebook|follow|follow us|"
        "facebook|twitter|x|instagram|whatsapp|telegram|linkedin|youtube|tiktok|pinterest|messenger|reddit|flipboard|threads|bluesky|mastodon|rss|"
        "compartir|compartir en facebook|enviar|enviar por email|imprimir|copiar enlace|copiar url|síguenos|síguenos en|comparte|comparte esta noticia|"
        "compartilhar|compartilhe|compartilhar via|copiar link|copiar o link|siga-nos|enviar por e-mail|mais opções|partilhar|"
        "partager|partager sur facebook|imprimer|envoyer|copier le lien|suivez-nous|suivre|envoyer par e-mail|"
        "teilen|merken|drucken|folgen|link kopieren|per mail teilen|artikel teilen|e-mail senden|versenden|feedback|"
        "condividi|stampa|invia|copia link|seguici|condividi su facebook|seguici su|"
        "delen|deel|deel dit artikel|afdrukken|kopieer link|volg ons|volgen|"
        "udostępnij|drukuj|wyślij|kopiuj link|obserwuj|podziel się|polub|obserwuj nas|"
        "поделиться|поделитесь|распечатать|скопировать ссылку|подписаться|отправить|вконтакте|одноклассники|мой мир|телеграм|дзен|класс|"
        "поділитися|надрукувати|скопіювати посилання|підписатися|"
        "paylaş|yazdır|takip et|bağlantıyı kopyala|abone ol|tweetle|haberi paylaş|"
        "شارك|مشاركة|طباعة|نسخ الرابط|تابعنا|تابعونا|شارك المقال|انسخ الرابط|فيسبوك|تويتر|واتساب|تلغرام|"
        "שתף|שתפו|שיתוף|הדפסה|הדפס|עקבו אחרינו|העתק קישור|שתפו בפייסבוק|פייסבוק|טוויטר|וואטסאפ|טלגרם|"
        "اشتراک‌گذاری|اشتراک گذاری|چاپ|کپی لینک|ارسال|دنبال کنید|تلگرام|واتساپ|"
        "शेयर|शेयर करें|साझा करें|फॉलो करें|प्रिंट|फेसबुक|ट्विटर|व्हाट्सएप|"
        "分享|分享到|分享至|打印|复制链接|关注|微信|微博|qq空间|qzone|qq|朋友圈|扫一扫|字号|大字号|中字号|小字号|收藏|点赞|转发|微信好友|手机看|"
        "分享到微信|分享到微博|列印|複製連結|追蹤|分享此文章|轉寄|友善列印|字級|"
        "シェア|シェアする|ツイート|ツイートする|ポスト|ポストする|メール|メールで送る|リンク|リンクをコピー|印刷|印刷する|フォロー|フォローする|保存|"
        "クリップ|ブックマーク|line|lineで送る|はてなブックマーク|みんなのポストを見る|文字サイズ|コピー|url|"
        "공유|공유하기|인쇄|프린트|스크랩|url 복사|url복사|링크복사|글자크기|페이스북|트위터|카카오톡|카카오스토리|밴드|구독|구독하기|좋아요|"
        "bagikan|cetak|salin tautan|ikuti|ikuti kami|salin link|bagikan artikel ini|"
        "chia sẻ|in|in bài viết|sao chép liên kết|theo dõi|lưu|thích|gửi email|"
        "dela|dela artikeln|skriv ut|följ oss|kopiera länk|"
        "comparteix|imprimeix|segueix-nos|copia l'enllaç|sdílet|vytisknout|tisk|sledujte nás|κοινοποίηση|εκτύπωση|μοιραστείτε το|distribuie|printează|urmărește-ne"
    ),
    "save": (
        "save|saved|bookmark|read later|save article|listen|listen to this article|guardar|escuchar|escuchar artículo|favoritos|salvar|ouvir|ouvir artigo|"
        "ouça este conteúdo|enregistrer|écouter|écouter l'article|favoris|speichern|merkliste|anhören|artikel anhören|vorlesen|salva|ascolta|ascolta l'articolo|preferiti|"
        "i tuoi preferiti|tus favoritos|vos favoris|bewaar|bewaren|luister|zapisz|posłuchaj|сохранить|слушать|прослушать|избранное|зберегти|слухати|"
        "kaydet|dinle|حفظ|استمع|שמור|שמירה|האזנה|ذخیره|سहेजें|सुनें|听新闻|听全文|保存する|聴く|音声で聴く|듣기|기사 듣기|simpan|dengarkan|nghe|spara|lyssna"
    ),
    "login": (
        "log in|login|log out|sign in|sign up|sign out|register|subscribe|subscribe now|my account|create account|account|become a member|donate|support us|"
        "iniciar sesión|inicia sesión|regístrate|registrarse|suscríbete|suscribirse|suscripción|mi cuenta|cerrar sesión|hazte socio|hazte socia|"
        "entrar|entre aqui|sair|cadastre-se|cadastro|assine|assine já|assine agora|minha conta|voltar|esqueci minha senha|alterar senha|clube|"
        "se connecter|connexion|s'inscrire|s'inscrire gratuitement|s'abonner|abonnez-vous|identifiez-vous|mon compte|je m'abonne|inscription|"
        "anmelden|abmelden|registrieren|einloggen|login abo|abo|abonnieren|jetzt abonnieren|mein konto|zum abo|"
        "accedi|registrati|abbonati|abbonati subito|esci|il mio account|il mio profilo|"
        "inloggen|registreren|abonneer|word abonnee|uitloggen|mijn account|zaloguj|zaloguj się|zarejestruj się|subskrybuj|prenumerata|wyloguj|"
        "войти|вход|регистрация|зарегистрироваться|выйти|личный кабинет|подписка|увійти|вхід|реєстрація|вийти|"
        "giriş yap|giriş|üye ol|kayıt ol|çıkış|تسجيل الدخول|سجل الدخول|إنشاء حساب|اشترك|اشترك الآن|تسجيل الخروج|התחברות|התחבר|הרשמה|הרשם|הצטרפו|מנוי|"
        "ورود|ثبت نام|ثبت‌نام|اشتراک|लॉग इन|साइन इन|साइन अप|लॉगिन|登录|登入|注册|註冊|退出|登出|会员|訂閱|订阅|ログイン|新規登録|会員登録|ログアウト|有料会員登録|"
        "로그인|회원가입|로그아웃|마이페이지|masuk|daftar|keluar|langganan|đăng nhập|đăng ký|đăng xuất|logga in|bli prenumerant|logga ut|"
        "inicia la sessió|registra't|subscriu-te|přihlásit|přihlásit se|registrace|předplatné|σύνδεση|εγγραφή|autentificare|înregistrare|abonează-te"
    ),
    "comments": (
        "comment|comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|no comments|view comments|show comments|"
        "comentar|comentarios|comenta|deja un comentario|sin comentarios|ver comentarios|comentários|comentário|deixe seu comentário|deixe um comentário|ver comentários|"
        "commenter|commentaires|commentaire|laisser un commentaire|réagir|lire les commentaires|voir les commentaires|"
        "kommentare|kommentieren|kommentar schreiben|kommentare anzeigen|kommentar verfassen|diskutieren|kommentare lesen|"
        "commenta|commenti|lascia un commento|leggi e commenta|partecipa alla discussione|reacties|reageer|plaats een reactie|"
        "komentarze|komentarz|skomentuj|dodaj komentarz|комментарии|комментировать|оставить комментарий|обсудить|обсуждение|коментарі|коментувати|залишити коментар|"
        "yorumlar|yorum yap|yorum yaz|تعليقات|التعليقات|أضف تعليقا|أضف تعليقًا|اترك تعليقا|اترك تعليقًا|اكتب تعليقا|תגובות|הוסף תגובה|הוסיפו תגובה|לכל התגובות|"
        "نظرات|نظر شما|ارسال نظر|टिप्पणी|टिप्पणियां|टिप्पणियाँ|评论|发表评论|网友评论|我要评论|最新评论|热门评论|參與評論|留言|發表留言|コメント|コメントする|コメントを書く|コメントを見る|"
        "댓글|댓글쓰기|댓글 쓰기|댓글보기|의견|komentar|tulis komentar|beri komentar|bình luận|gửi bình luận|ý kiến|kommentera|kommentarer|comentaris|komentáře|diskuse|σχόλια|comentarii|lasă un comentariu"
    ),
    "related": (
        "related|related articles|related stories|related news|related content|related topics|related links|read more|read also|read next|more stories|more news|more from|"
        "more on this story|more on this topic|you may also like|you might also like|recommended|recommended for you|recommended stories|most read|most popular|popular|trending|"
        "trending now|top stories|latest|latest news|latest stories|around the web|from the web|up next|next article|previous article|next|previous|editors' picks|editor's picks|"
        "don't miss|explore more|also on|in this story|see also|further reading|next story|load more|show more|view all|see all|"
        "relacionadas|relacionados|noticias relacionadas|artículos relacionados|contenido relacionado|lo más leído|lo más visto|más leídas|las más leídas|lo más leído por los socios|"
        "más noticias|más información|te puede interesar|te recomendamos|también te puede interesar|últimas noticias|lo último|ahora en portada|más sobre|ver más|ver todo|leer más|"
        "lee también|lea también|recomendados|recomendado|siguiente|anterior|en esta noticia|además|"
        "notícias relacionadas|matérias relacionadas|mais lidas|mais lidos|as mais lidas|mais notícias|leia mais|leia também|veja também|veja mais|saiba mais|últimas notícias|"
        "você pode gostar|recomendado para você|mais vistas|destaques|próxima|próximo|em alta|ver mais|conteúdo relacionado|"
        "à lire aussi|lire aussi|à lire également|lire la suite|les plus lus|articles les plus lus|le plus lu|dans la même rubrique|sur le même sujet|sur le même thème|articles similaires|"
        "articles liés|articles associés|à voir aussi|voir aussi|voir plus|en savoir plus|dernières actualités|nos derniers articles|recommandé pour vous|à ne pas manquer|suivant|précédent|plus d'articles|"
        "mehr zum thema|mehr dazu|lesen sie auch|lesen sie mehr|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|meistgelesen|meistgelesene artikel|"
        "weitere artikel|weitere nachrichten|weitere themen|ähnliche artikel|verwandte artikel|verwandte themen|weiterlesen|mehr anzeigen|neueste artikel|aktuelle nachrichten|empfehlungen|"
        "empfohlen|nächster artikel|vorheriger artikel|weitere inhalte|zum weiterlesen|themen|leserfavoriten|"
        "leggi anche|leggi tutto|leggi di più|articoli correlati|notizie correlate|ti potrebbe interessare|ti potrebbero interessare|potrebbe interessarti|potrebbe interessarti anche|i più letti|"
        "più letti|le più lette|più lette|ultime notizie|altre notizie|altri articoli|guarda anche|vedi anche|consigliati|consigliati per te|approfondimenti|da non perdere|scopri di più|"
        "lees ook|lees meer|lees verder|gerelateerd|gerelateerde artikelen|meest gelezen|meer nieuws|laatste nieuws|bekijk ook|aanbevolen|net binnen|"
        "czytaj także|czytaj też|czytaj również|czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także|przeczytaj również|dowiedz się więcej|powiązane|podobne artykuły|najczęściej czytane|"
        "najpopularniejsze|polecane|polecamy|najnowsze|więcej|wideo|warto przeczytać|"
        "читайте также|читать далее|читать еще|смотрите также|по теме|материалы по теме|ещё по теме|еще по теме|похожие материалы|похожие новости|самое читаемое|самое популярное|популярное|"
        "последние новости|новости по теме|рекомендуем|вам может быть интересно|главное|еще новости|другие новости|в тему|больше новостей|лента новостей|новости партнеров|новости сми2|"
        "читайте також|читати далі|дивіться також|за темою|матеріали по темі|матеріали за темою|найпопулярніше|популярне|останні новини|рекомендуємо|схожі новини|більше новин|новини за темою|головне|"
        "ilgili haberler|benzer haberler|diğer haberler|en çok okunanlar|çok okunanlar|son dakika|son haberler|bunlar da ilginizi çekebilir|ilginizi çekebilir|önerilenler|devamını oku|popüler|"
        "اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضا|اقرأ المزيد|المزيد|المزيد من الأخبار|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|ذات صلة|الأكثر قراءة|الأكثر مشاهدة|شاهد أيضا|شاهد أيضًا|قد يهمك|قد يهمك أيضا|"
        "آخر الأخبار|موضوعات متعلقة|أخبار متعلقة|مختارات|إخترنا لكم|اخترنا لك|"
        "קראו גם|קרא גם|קרא עוד|קרא/י גם|עוד בנושא|עוד בנושא זה|כתבות נוספות|כתבות קשורות|הנקראות ביותר|הכי נקראות|אולי יעניין אותך|עוד כתבות|חדשות אחרונות|עוד ב|המומלצים|"
        "بیشتر بخوانید|بیشتر بدانید|مطالب مرتبط|اخبار مرتبط|مرتبط|پربازدیدترین|پربیننده‌ترین|آخرین اخبار|همچنین بخوانید|پیشنهاد ما|"
        "यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित खबरें|संबंधित समाचार|इसे भी पढ़ें|सबसे ज्यादा पढ़ी गई|ताजा खबरें|ताज़ा ख़बरें|अन्य खबरें|"
        "相关阅读|相关新闻|相关报道|相关文章|相关推荐|相关链接|相关专题|延伸阅读|推荐阅读|热门推荐|热点推荐|精彩推荐|热门新闻|热点新闻|更多新闻|更多|查看更多|阅读更多|下一篇|上一篇|为您推荐|猜你喜欢|今日热点|"
        "24小时热文|点击排行|热点排行|排行榜|新闻排行|图集|最新|热门|编辑推荐|"
        "相關閱讀|相關新聞|相關報導|相關文章|延伸閱讀|推薦閱讀|熱門新聞|熱門文章|更多新聞|看更多|猜你喜歡|你可能也喜歡|最新新聞|人氣排行|"
        "関連記事|関連ニュース|関連|関連リンク|関連キーワード|あわせて読みたい|おすすめ|おすすめ記事|こちらもおすすめ|もっと見る|すべて見る|続きを読む|アクセスランキング|ランキング|人気記事|"
        "注目の記事|新着|新着記事|最新記事|最新ニュース|この記事の特集・連載|この記事の筆者|特集一覧|次の記事|前の記事|トップへ|時系列で見る|ピックアップ|"
        "관련기사|관련 기사|관련뉴스|관련 뉴스|관련기사 더보기|많이 본 뉴스|많이 본 기사|인기기사|인기 기사|주요뉴스|주요 뉴스|최신뉴스|최신기사|추천기사|추천 뉴스|더보기|실시간 뉴스|이전기사|다음기사|"
        "baca juga|baca selengkapnya|berita terkait|artikel terkait|terkait|terpopuler|berita terpopuler|berita lainnya|berita terbaru|terkini|rekomendasi|rekomendasi untuk anda|simak juga|selanjutnya|"
        "xem thêm|đọc thêm|tin liên quan|bài liên quan|tin cùng chuyên mục|cùng chuyên mục|đọc nhiều|tin đọc nhiều|tin mới|tin mới nhất|có thể bạn quan tâm|đọc tiếp|bài viết liên quan|"
        "läs mer|läs också|läs även|relaterat|mest läst|senaste nytt|fler artiklar|llegeix també|més informació|notícies relacionades|el més llegit|čtěte také|související články|nejčtenější|"
        "διαβάστε επίσης|σχετικά άρθρα|δημοφιλή|περισσότερα|citește și|citeşte şi|articole similare|cele mai citite|știri similare"
    ),
    "tags": (
        "tags|topics|keywords|filed under|categories|sections|etiquetas|temas|temas relacionados|archivado en|más temas|tópicos|assuntos|mais sobre|palavras-chave|sujets|thèmes|mots-clés|thématiques|rubriques|"
        "schlagworte|schlagwörter|stichwörter|themen in diesem artikel|argomenti|temi|parole chiave|onderwerpen|trefwoorden|tagi|tematy|słowa kluczowe|теги|темы|метки|теми|мітки|etiketler|konular|"
        "وسوم|الوسوم|كلمات مفتاحية|الكلمات الدلالية|مواضيع|תגיות|תגים|נושאים|برچسب‌ها|برچسب ها|کلیدواژه‌ها|टैग|टैग्स|विषय|标签|关键词|關鍵字|标签：|タグ|キーワード|トピックス|태그|키워드|tag|topik|từ khóa|chủ đề|ämnen|taggar|témata|štítky|ετικέτες|etichete"
    ),
    "menu": (
        "home|homepage|menu|search|navigation|sections|skip to content|skip to main content|skip to navigation|back|back to top|top|close|open|more|cancel|ok|contact|contact us|about|about us|help|faq|advertise|"
        "terms|terms of use|terms of service|terms and conditions|privacy|privacy policy|cookie policy|accessibility|sitemap|careers|press|newsletter|newsletters|podcasts|e-paper|epaper|"
        "inicio|portada|menú|buscar|buscador|cerrar|contacto|contáctenos|quiénes somos|aviso legal|política de privacidad|política de cookies|publicidad|hemeroteca|boletines|volver arriba|mapa web|"
        "início|página inicial|busca|buscar|fechar|contato|contatos|fale conosco|quem somos|termos de uso|política de privacidade|anuncie|expediente|institucional|perguntas frequentes|trabalhe conosco|publicidade legal|"
        "accueil|recherche|rechercher|fermer|contact|contactez-nous|qui sommes-nous|mentions légales|politique de confidentialité|plan du site|retour en haut|cgu|cgv|"
        "startseite|suche|suchen|menü|schließen|kontakt|impressum|datenschutz|agb|über uns|hilfe|nach oben|zum inhalt springen|zur startseite|inhalt|metanavigation|werben|mediadaten|datenschutzerklärung|zurück|"
        "prima pagina|cerca|chiudi|contatti|chi siamo|note legali|informativa privacy|privacy policy|torna su|pubblicità|redazione|"
        "zoeken|sluiten|over ons|colofon|privacybeleid|adverteren|naar boven|strona główna|szukaj|zamknij|o nas|regulamin|polityka prywatności|reklama|do góry|"
        "главная|поиск|меню|закрыть|контакты|о нас|о проекте|редакция|реклама|политика конфиденциальности|правила|наверх|обратная связь|головна|пошук|закрити|контакти|про нас|нагору|"
        "anasayfa|ana sayfa|ara|kapat|iletişim|hakkımızda|künye|gizlilik politikası|reklam|"
        "الرئيسية|الصفحة الرئيسية|بحث|القائمة|إغلاق|اتصل بنا|من نحن|سياسة الخصوصية|شروط الاستخدام|إعلانات|عودة للأعلى|"
        "דף הבית|ראשי|חיפוש|תפריט|סגור|צור קשר|צרו קשר|אודות|תנאי שימוש|מדיניות פרטיות|פרסמו אצלנו|"
        "صفحه اصلی|خانه|جستجو|منو|بستن|تماس با ما|درباره ما|تبلیغات|होम|खोजें|मेनू|संपर्क करें|हमारे बारे में|"
        "首页|网站首页|搜索|菜单|关闭|频道|导航|联系我们|关于我们|网站地图|版权声明|广告服务|法律顾问|隐私政策|返回顶部|返回首页|客户端|客户端下载|网站声明|招聘英才|加入我们|意见反馈|纠错|我要纠错|报错|举报|正文|新闻热线|友情链接|返回|"
        "首頁|搜尋|選單|關閉|聯絡我們|關於我們|隱私權政策|網站地圖|回頂端|回首頁|"
        "ホーム|トップ|トップページ|検索|メニュー|閉じる|お問い合わせ|会社概要|利用規約|プライバシーポリシー|ページトップへ|ページの先頭へ|サイトマップ|広告掲載|著作権|"
        "홈|홈으로|검색|메뉴|닫기|회사소개|이용약관|개인정보처리방침|광고문의|제보|기사제보|고객센터|맨위로|구독신청|청소년보호정책|"
        "beranda|cari|tutup|hubungi kami|tentang kami|redaksi|pedoman media siber|kebijakan privasi|"
        "trang chủ|tìm kiếm|đóng|liên hệ|giới thiệu|quảng cáo|điều khoản|hem|sök|stäng|om oss|kontakta oss|inici|cerca|tanca|qui som|úvod|hledat|αρχική|αναζήτηση|acasă|caută|contactează-ne"
    ),
    "player": (
        "play|pause|mute|unmute|fullscreen|full screen|video player|now playing|loading|replay|skip ad|advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|promoted|"
        "article continues below|article continues after advertisement|story continues below|story continues below advertisement|continue reading below|scroll to continue|"
        "publicidad|publicidade|continua após a publicidade|continua depois da publicidade|continúa después de la publicidad|publicité|la suite après la publicité|la suite après cette publicité|anzeige|werbung|"
        "artikel wird nach der werbung fortgesetzt|nach der anzeige weiterlesen|pubblicità|continua a leggere dopo la pubblicità|continua a leggere|advertentie|reklama|reklama - reszta artykułu poniżej|poniżej dalsza część artykułu|dalsza część artykułu pod materiałem wideo|"
        "dalsza część tekstu pod reklamą|реклама|продолжение после рекламы|реклама - продолжение ниже|продовження після реклами|reklam|haberin devamı|إعلان|إعلانات|يتبع بعد الإعلان|פרסומת|פרסומות|המשך אחרי הפרסומת|تبلیغ|آگهی|विज्ञापन|广告|廣告|広告|pr|"
        "광고|iklan|advertorial|baca juga:|quảng cáo|annons|artikeln fortsätter efter annonsen|publicitat|διαφήμιση|publicitate|"
        "imagen de archivo|ver galería|ver vídeo|ver fotos|voir le diaporama|bildergalerie|zur galerie|bild vergrößern|galerie öffnen|in pictures|view gallery|photo gallery|"
        "выйти из полноэкранного режима|развернуть на весь экран|写真を見る|画像を見る|写真一覧|画像を拡大|拡大する|拡大|查看大图|点击查看大图|放大|圖片放大|사진 크게보기|이미지 확대|lihat foto|xem ảnh"
    ),
    "newsletter": (
        "newsletter|newsletters|sign up for our newsletter|subscribe to our newsletter|get our newsletter|get the newsletter|email address|enter your email|your email address|"
        "boletín|boletines|suscríbete a nuestra newsletter|suscríbete a nuestro boletín|recibe nuestras noticias|tu correo electrónico|assine nossa newsletter|receba nossas news|receba nossas notícias|receba as notícias no seu e-mail|"
        "recevez notre newsletter|inscrivez-vous à notre newsletter|votre adresse e-mail|votre email|newsletter abonnieren|newsletter bestellen|ihre e-mail-adresse|iscriviti alla newsletter|la tua email|"
        "schrijf je in voor onze nieuwsbrief|nieuwsbrief|zapisz się na newsletter|zapisz się do newslettera|подписаться на рассылку|рассылка|підписатися на розсилку|bültene abone ol|اشترك في النشرة البريدية|النشرة البريدية|"
        "הרשמה לניוזלטר|הירשמו לניוזלטר|خبرنامه|न्यूज़लेटर|订阅邮件|訂閱電子報|電子報|メールマガジン|メルマガ登録|ニュースレター|뉴스레터|뉴스레터 구독|buletin|bản tin|nyhetsbrev|prenumerera på vårt nyhetsbrev"
    ),
}

BEGINNINGS: Final[Mapping[str, str]] = {
    "related": (
        "read more|read also|also read|read next|see also|related|related story|more on|read|watch|watch also|"
        "lea también|lee también|lea además|lea más|leer más|le puede interesar|te puede interesar|ver también|vea también|mira también|más información|relacionada|además|lea|"
        "leia também|leia mais|leia ainda|veja também|veja mais|saiba mais|confira também|assista também|leia|"
        "lire aussi|à lire aussi|à lire également|lire également|lire|relire|voir aussi|à voir aussi|sur le même sujet|article réservé à nos abonnés|"
        "lesen sie auch|lesen sie mehr|lesen sie hier|mehr zum thema|mehr dazu|auch interessant|lesen sie dazu|siehe auch|lies auch|weiterlesen|"
        "leggi anche|leggi pure|guarda anche|vedi anche|per approfondire|approfondisci|lees ook|lees meer|bekijk ook|czytaj także|czytaj też|czytaj również|czytaj więcej|czytaj|zobacz także|zobacz też|zobacz|"
        "przeczytaj także|przeczytaj również|przeczytaj|dowiedz się więcej|читайте также|читайте еще|смотрите также|по теме|см. также|читать также|читайте|"
        "читайте також|дивіться також|читайте ще|ilgili haber|ayrıca okuyun|bunu da okuyun|اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضا|شاهد أيضا|اقرأ المزيد|طالع أيضا|קראו גם|קרא גם|קראו עוד|ראו גם|בנושא|"
        "بیشتر بخوانید|همچنین بخوانید|बेहतर पढ़ें|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|相关阅读|延伸阅读|推荐阅读|相关报道|相關閱讀|延伸閱讀|推薦閱讀|関連記事|あわせて読みたい|관련기사|관련 기사|"
        "baca juga|baca|simak juga|xem thêm|đọc thêm|läs mer|läs också|läs även|llegeix també|čtěte také|διαβάστε επίσης|citește și|citeşte şi"
    ),
    "tags": "tags|tag|topics|filed under|keywords|etiquetas|temas|tópicos|mots-clés|sujets|schlagworte|themen|argomenti|trefwoorden|tagi|теги|теми|темы|etiketler|الوسوم|תגיות|برچسب‌ها|टैग|标签|关键词|關鍵字|タグ|キーワード|태그|키워드|từ khóa|ämnen",
}

# What a text has in it, in small letters, that is of this class whatever else it says.
WITHIN: Final[Mapping[str, str]] = {
    "paywall": (
        "to continue reading|to keep reading|subscribers only|for subscribers only|exclusive to subscribers|subscribe to read|this article is for subscribers|"
        "para seguir leyendo|para continuar leyendo|exclusivo para suscriptores|sólo para suscriptores|solo para suscriptores|exclusiva para suscriptores|contenido exclusivo para|"
        "para continuar lendo|exclusivo para assinantes|exclusiva para assinantes|só para assinantes|conteúdo para assinantes|"
        "réservé aux abonnés|réservée aux abonnés|réservé à nos abonnés|pour lire la suite|la suite est réservée|il vous reste|"
        "nur für abonnenten|exklusiv für abonnenten|um weiterzulesen|jetzt weiterlesen|lesen sie diesen artikel mit|mit plus weiterlesen|"
        "riservato agli abbonati|per continuare a leggere|contenuto per abbonati|alleen voor abonnees|exclusief voor abonnees|om verder te lezen|"
        "dla prenumeratorów|tylko dla prenumeratorów|aby przeczytać cały|pozostało jeszcze|только для подписчиков|доступно только по подписке|доступен только подписчикам|чтобы читать дальше|"
        "лише для передплатників|тільки для передплатників|sadece abonelere|aboneliğe özel|للمشتركين فقط|لمواصلة القراءة|למנויים בלבד|להמשך קריאה|"
        "会员专享|付费阅读|剩余内容|订阅后继续阅读|訂閱後繼續閱讀|付費閱讀|この記事は有料|有料会員限定|会員限定記事です|有料記事です|有料会員になると|유료회원 전용|유료 회원 전용|khusus pelanggan|untuk melanjutkan membaca|"
        "dành cho thành viên|för prenumeranter|läs vidare med|per continuar llegint|pouze pro předplatitele|για συνδρομητές|doar pentru abonați"
    ),
    "copyright": (
        "all rights reserved|todos los derechos reservados|todos os direitos reservados|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati|riproduzione riservata|"
        "alle rechten voorbehouden|wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|все права защищены|усі права захищені|всі права захищені|tüm hakları saklıdır|جميع الحقوق محفوظة|"
        "כל הזכויות שמורות|تمامی حقوق|सर्वाधिकार सुरक्षित|版权所有|版權所有|未经授权|未經授權|无断转载|無断転載|無断複製|禁無断|무단전재|무단 전재|저작권자|재배포 금지|hak cipta dilindungi|"
        "bản quyền thuộc|giữ bản quyền|alla rättigheter|tots els drets reservats|všechna práva vyhrazena|με επιφύλαξη|toate drepturile rezervate|reproduction interdite|proibida a reprodução|prohibida su reproducción"
    ),
    "newsletter": (
        "sign up for our|sign up to our|subscribe to our|get our newsletter|delivered to your inbox|straight to your inbox|suscríbete a nuestr|recibe en tu correo|recibe las noticias|"
        "inscreva-se na newsletter|assine nossa newsletter|assine a newsletter|receba no seu e-mail|inscrivez-vous à|recevez chaque|abonnieren sie unseren|newsletter abonnieren|"
        "iscriviti alla newsletter|meld je aan voor|zapisz się na newsletter|подпишитесь на|подписывайтесь на наш|подписывайтесь на автора|подписывайтесь на темы|підписуйтесь на|підпишіться на|bültenimize|"
        "اشترك في نشرتنا|تابعونا على|تابعنا على|הירשמו לניוזלטר|הצטרפו ל|关注我们的|欢迎关注|扫描二维码|关注公众号|訂閱電子報|メールマガジン|公式line|채널 구독|구독하기|ikuti kami di|gabung grup telegram|google news"
    ),
}

# How a cookie banner begins, and what it speaks of: it may be longer than other furniture.
COOKIE_BEGINNINGS: Final = (
    "we use|we and our|this site uses|this website uses|our website uses|by continuing|by using this|utilizamos|usamos|este sitio|esta web|este site|nosotros y nuestros|ao continuar|"
    "nous utilisons|ce site utilise|en poursuivant|nous et nos|wir verwenden|wir nutzen|wir und unsere|diese website|diese webseite|utilizziamo|questo sito|noi e i nostri|usiamo|"
    "wij gebruiken|deze website|we gebruiken|ta strona|używamy|nasza strona|мы используем|этот сайт|на сайте используются|ми використовуємо|цей сайт|bu site|sitemiz|نستخدم|يستخدم هذا الموقع|"
    "אתר זה|אנו משתמשים|ما از|हम|本网站|本网|我们使用|本網站|我們使用|このサイト|当サイト|本サイト|이 사이트|본 사이트|situs ini|kami menggunakan|trang web này|chúng tôi|vi använder|"
    "aquest lloc|utilitzem|tento web|používáme|χρησιμοποιούμε|acest site|folosim"
)
COOKIES: Final = "cookie|куки|çerez|ملفات تعريف الارتباط|עוגיות|קוקיז|کوکی|कुकी|クッキー|쿠키"
