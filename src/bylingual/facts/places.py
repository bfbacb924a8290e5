"""Places, rulers and saints that languages call by names of their own, beside the places that CLDR has: a line each.
From general knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_PLACES = """
Aachen Aken Aix-la-Chapelle Aquisgrán Aquisgrana
Aleppo Alep Alepo Haleb
Alps Alpen Alpes Alpi
Andalusia Andalucía Andalousie Andalusien Andaluzia Andaluz
Antioch Antakya Antioche Antioquía Antiochia
Antwerp Antwerpen Anvers Amberes Anversa Antuérpia
Aragon Aragón Aragona Aragonien
Asturias Asturien Asturies Asturie
Augsburg Augsbourg Augsburgo Augusta
Balkans Balkan Balcanes Balcani Bálcãs
Basel Basle Bâle Basilea Bazel Basileia
Bavaria Bayern Baviera Bavière Beieren Bavarian bayerisch bávaro bavarois
Beijing Peking Pékin Pekín Pechino Pequim
Bologna Bologne Bolonia Bolonha
Bohemia Böhmen Bohême Boemia Boémia bohemio böhmisch
Bordeaux Burdeos
Bratislava Pressburg Presbourg
Brittany Bretagne Bretaña Bretanha Breton
Bruges Brugge Brügge Brujas
Brunswick Braunschweig
Burgundy Bourgogne Burgund Borgoña Borgogna
Calcutta Kolkata Kalkutta Calcuta
Carinthia Kärnten Carinthie Carintia
Castile Castilla Kastilien Castille
Catalonia Cataluña Catalunya Katalonien Catalogne Catalogna Catalunha Catalan catalán katalanisch
Cologne Köln Colonia Keulen Colónia
Constance Konstanz Constanza Costanza
Cordoba Córdoba Cordoue
Corsica Corse Córcega Korsika
Crete Kreta Creta
Crimea Krim Crimée Krym
Danube Donau Danubio Danúbio Dunaj Duna
Dresden Dresde Dresda
Dunkirk Dunkerque Dünkirchen
Edinburgh Édimbourg Edimburgo Edinburg
Ephesus Éfeso Éphèse
Euphrates Euphrat Éufrates Euphrate Eufrate
Flanders Flandern Flandres Flandes Fiandre Vlaanderen Flemish flamenco flämisch flamand
Florence Firenze Florenz Florencia Florença
Franconia Franken Franconie
Freiburg Fribourg Friburgo
Frisia Friesland Frisian friesisch frison frisón Frise ostfriesisch Ostfriesland
Galicia Galice Galicien Galiza Galizien
Gaza Gazastreifen
Gdansk Danzig Dantzig
Geneva Genève Genf Ginebra Ginevra Genebra
Genoa Genova Genua Gênes Génova
Ghent Gent Gand Gante
Gothenburg Göteborg Gotemburgo
Hague Haag Haye Haya Aia
Hamburg Hambourg Hamburgo Amburgo
Hanover Hannover Hanovre
Holland Hollande Holanda Olanda
Jerusalem Gerusalemme Jérusalem
Krakow Cracow Krakau Cracovie Cracovia Kraków
Leipzig Lipsia
Lapland Lappland Laponie Laponia
Liege Liège Lüttich Lieja Liegi Luik
Lille Rijsel
Livorno Leghorn Livourne
Lombardy Lombardia Lombardei Lombardie
Lorraine Lothringen Lorena
Louvain Leuven Löwen Lovaina
Lyon Lyons Lione
Macedonia Mazedonien Macédoine
Mainz Mayence Maguncia Magonza
Majorca Mallorca Majorque Maiorca
Marseille Marseilles Marsella Marsiglia Marselha
Mecca Mekka Mecque Meca
Milan Milano Mailand Milán Milaan Milão Mediolan
Moravia Mähren Moravie Moravian moravo morave mährisch
Moselle Mosel Mosela
Mumbai Bombay
Munich München Múnich Monaco Munique Monachium Mnichov
Naples Napoli Neapel Nápoles Napels
Navarre Navarra Navarrese
Nice Nizza Niza
Nile Nil Nilo
New Nueva Nuevo Nouvelle Nouveau Neu Neue Nova Nuova Nuovo Novo Nieuw
Normandy Normandie Normandía Normandia
Nuremberg Nürnberg Núremberg Norimberga
Odessa Odesa Odesse
Oporto Porto
Padua Padova Padoue
Palatinate Pfalz Palatinat Palatinado
Parma Parme
Piedmont Piemonte Piemont
Pilsen Plzeň Plzen
Pomerania Pommern Poméranie Pomerania
Prussia Preußen Prusse Prusia
Pyrenees Pyrenäen Pyrénées Pirineos Pirenei
Ravenna Ravenne Rávena
Regensburg Ratisbonne Ratisbona
Rhine Rhein Rhin Rin Reno Reno
Rhodes Rhodos Rodas Rodi
Ruhr Ruhrgebiet
Saint San Sankt Santa Santo São Sint Sant
Salonica Thessaloniki Saloniki Salónica Salonicco Thessalonique Salonique
Salzburg Salzbourg Salzburgo Salisburgo
Sardinia Sardegna Sardinien Sardaigne Cerdeña
Savoy Savoie Savoyen Saboya
Saxony Sachsen Sajonia Saxe Sassonia Saxon sajón saxon sächsisch Sachse
Schleswig Slesvig
Scotland Schottland Escocia Écosse Scozia Schotland Escócia Scottish escocés schottisch écossais
Seine Sena Senna
Seville Sevilla Séville Siviglia Sevilha
Siberia Sibirien Sibérie Sibir
Sicily Sicilia Sizilien Sicile Sicília
Silesia Schlesien Silésie Śląsk schlesisch
Sparta Sparte Esparta
Strasbourg Straßburg Estrasburgo Strasburgo
Styria Steiermark Styrie Estiria
Swabia Schwaben Souabe Suabia
Syracuse Siracusa Syrakus
Taipei Taipeh Taipéi
Tenerife Teneriffa Ténérife
Texas Texan Texaner texano texan
Thames Themse Tamise Támesis Tamigi
Thrace Thrakien Tracia
Thuringia Thüringen Thuringe Turingia
Tigris Tigre Tigri
Toulouse Tolosa
Trent Trento Trient
Trier Trèves Tréveris Treviri
Trieste Triest
Tuscany Toscana Toskana Toscane
Tyrol Tirol Tirolo
Umbria Umbrien Ombrie
Ural Oural Urales
Valencia Valence València
Venice Venezia Venedig Venecia Venise Veneza
Vistula Weichsel Wisła Vistule
Volga Wolga
Wales Galles Gales Galles Welsh galés walisisch gallois
Westphalia Westfalen Westfalia Westphalie Westphalian westfälisch
Wroclaw Breslau Wrocław Breslavia
Zaragoza Saragossa Saragosse
Zeeland Seeland
Netherlands Holland Holanda Niederlande Nederland Hollande Bajos Pays-Bas Olanda Paesi Dutch neerlandés néerlandais
Britain Bretaña Großbritannien Bretagne British británico britannique britisch Britons Reino Royaume
Rhône Ródano Rhone Rodano
Ticino Tesino Tessin
Elbe Elba Łaba Labe
Moldova Moldavia Moldau Moldavie Moldavian
Anglo-Saxon Angelsachsen Anglosajón anglosajones anglo-saxons
Ireland Irish Irland Iren Irlanda irlandés Irlande irlandais irisch
"""

_PEOPLE = """
Alexander Alejandro Alexandre Alessandro Aleksandr Alexandr
Anne Ana Anna
Anthony Antonio Antoine Anton António
Augustine Agustín Augustin Agostino
Benedict Benedicto Benoît Benedikt Benedetto Bento
Catherine Catalina Katharina Caterina Catarina
Charles Carlos Karl Carlo Carolus Karel
Christopher Cristóbal Christophe Christoph Cristoforo Cristóvão
Columbus Colón Colomb Kolumbus Colombo
Edward Eduardo Édouard Eduard Edoardo
Elizabeth Isabel Élisabeth Elisabeth Elisabetta
Ferdinand Fernando Ferdinando
Francis Francisco François Franz Francesco Franziskus
Frederick Federico Frédéric Friedrich Frederico
George Jorge Georges Georg Giorgio
Gregory Gregorio Grégoire Gregor Gregório
Henry Enrique Henri Heinrich Enrico Henrique
Herod Herodes Hérode Erode
James Jaime Jacobo Jacques Jakob Giacomo Santiago
Jesus Jesús Jésus Gesù Cristo
Joan Juana Jeanne Johanna Giovanna
John Juan Jean Johannes Johann Giovanni João Jan
Joseph José Josef Giuseppe
Louis Luis Ludwig Luigi Luís
Luke Lucas Luc Lukas Luca
Mark Marcos Marc Markus Marco
Mary María Marie Maria
Matthew Mateo Matthieu Matthäus Matteo Mateus
Moses Moisés Moïse Mosè
Napoleon Napoleón Napoléon Napoleone
Nicholas Nicolás Nicolas Nikolaus Nicola
Paul Pablo Paulus Paolo Paulo
Peter Pedro Pierre Petrus Pietro
Philip Felipe Philippe Philipp Filippo Filipe
Pius Pío Pie Pio
Stephen Esteban Étienne Stephan Stefano Estêvão
Theresa Teresa Thérèse Theresia
Thomas Tomás Tommaso
William Guillermo Guillaume Wilhelm Guglielmo Guilherme
"""


@cache
def spellings() -> Mapping[str, frozenset[str]]:
    """All the names of a place, a ruler or a saint, by each of them, case-folded but with their accents."""
    return _by_each(_PLACES + _PEOPLE)


@cache
def first_names() -> Mapping[str, frozenset[str]]:
    """Those that only rulers and saints have in every language in another form, other people as they have them."""
    return _by_each(_PEOPLE)


def _by_each(lines: str) -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in lines.split("\n"):
        names = frozenset(name.casefold() for name in line.split())
        for name in names:
            table[name] = table.get(name, frozenset()) | names
    return table
