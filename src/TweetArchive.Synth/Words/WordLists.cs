namespace TweetArchive.Synth.Words;

/// <summary>
/// What filler is made of: everyday words about weather, gardens, trains, kitchens and crafts, frequent ones first.
/// Neutral on purpose: filler must name nobody, and <see cref="FillerGuard"/> drops whatever a lexicon would match.
/// </summary>
internal sealed record WordList(string Code, string Words, string Hashtags, string Syllables, bool Capitals)
{
    /// <summary>In the order of <see cref="Codes"/>.</summary>
    public static IReadOnlyList<WordList> All { get; } =
    [
        new("fr", """
            de la et les des en du dans pour sur avec plus nous pas qui cette sont tout comme aussi leur après depuis
            chez jardin matin soir pluie soleil rivière fenêtre recette marché boulangerie train gare
            forêt oiseau chemin musique bibliothèque lecture atelier peinture école enfants été
            automne hiver printemps lumière couleur élégant tranquille découvrir partager écouter préparer photographie
            """, "jardin recette lecture météo musique randonnée photographie bibliothèque atelier été_en_fleurs",
            "ma ré lo ti vé chan pon rou sel bri gou tan mer vil do", true),
        new("en", """
            the and of in for with on that this from are was have more about when their after there some into than early
            garden morning evening rain sunshine river window kitchen recipe market bakery train station platform
            mountain forest bird path music reading workshop painting school children summer
            autumn winter spring colour gentle quiet discover share listening cooking photography harvest
            """, "garden recipe BookClub MorningRun photography QuietSunday bakery CraftFair birdwatching lighthouse",
            "ma ren tol li wick sar den fel bor ton ley mar gan tis ver", true),
        new("ar", """
            في عن هذا كان بعد قبل عند كل مع بين مساء مطر شمس نافذة وصفة سوق قطار محطة جبل
            غابة طائر طريق موسيقى مكتبة قراءة ورشة رسم مدرسة أطفال جار صيف خريف شتاء ربيع ضوء لون جميل اكتشف استماع
            طبخ تصوير طقس حصاد شاي زهرة شجرة بستان سماء غيوم نجوم رحلة كتـــاب حكاية
            """, "قراءة طقس_اليوم وصفة تصوير رحلة موسيقى",
            "با را نو سي حم در مل تو فا قي زه عر جن طي شو", false),
        new("tr", """
            ve bir için çok daha gibi sonra kadar her olarak bahçe sabah akşam yağmur güneş ırmak pencere mutfak
            tarif ekmek pazar fırın tren istasyon dağ orman kuş yol müzik kütüphane okuma atölye resim okul çocuklar
            yaz sonbahar kış ilkbahar ışık renk sakin güzel keşfet paylaş dinlemek pişirmek fotoğraf hava hasat
            çiçek ağaç gökyüzü bulut yıldız yolculuk hikâye defter
            """, "bahçe tarif günaydın fotoğraf kütüphane yağmur sonbahar müzik_keyfi çayvakti",
            "ka le mi dar ya gül so ber tü ral şe kin do lu zey", false),
        new("fa", """
            در به از که این را با است تا یک بود شد می‌شود می‌خواهم باغ صبح عصر باران آفتاب رودخانه پنجره آشپزخانه
            دستور بازار قطار ایستگاه کوه جنگل پرنده راه موسیقی کتابخانه خواندن کارگاه نقاشی مدرسه کودکان
            تابستان پاییز زمستان بهار نور رنگ آرام زیبا گوش پختن عکاسی هوا گل درخت ابر ستاره سفر دفتر کتـاب
            می‌نویسم گل‌ها صبح‌ها ﺳﻼﻡ
            """, "باران کتاب_خوب عکاسی پاییز آشپزی طبیعت موسیقی",
            "پا گر چی مه نو تا ره شی بو ژا دل سی فر کا لم", false),
        new("es", """
            de la en que y los con para por una las del como este cuando todo también desde sobre jardín mañana
            tarde lluvia sol río ventana cocina receta mercado panadería tren bosque pájaro camino
            música biblioteca lectura taller pintura escuela niños verano otoño invierno primavera luz
            color tranquilo bonito descubrir compartir escuchar preparar fotografía cosecha flores árbol cielo
            """, "jardín receta lectura música otoño fotografía BuenosDías biblioteca senderismo",
            "ma ro te li co sal ver na tu fo ren di go bar me", true),
        new("ru", """
            и на с что это как по для из от так все ещё после утро вечер сад дождь солнце река окно рецепт
            рынок поезд вокзал гора лес птица дорога музыка библиотека чтение мастерская живопись школа дети
            лето осень зима весна свет цвет тихий красивый открыть слушать готовить фотография погода урожай цветы дерево
            небо облако звезда прогулка рассказ тетрадь
            """, "осень рецепт библиотека погода доброе_утро фотография прогулка чтение",
            "ла ро те ми ва сен ло ку дре ши по на гор ве ти", false),
        new("ur", """
            میں کو یہ ہے ہیں کا اور پر نے ایک بھی تک باغ صبح دھوپ دریا کھڑکی باورچی ترکیب روٹی بازار گاڑی
            پہاڑ جنگل پرندہ راستہ موسیقی کتب خانہ پڑھنا مصوری پڑوسی گرمی خزاں سردی بہار روشنی رنگ خوبصورت سننا پکانا
            تصویر موسم فصل پھول درخت آسمان بادل ستارہ سفر
            """, "صبح_بخیر موسم تصویر", "ہا ٹی ڑو کھ لے مر ناں گو پی دا سر بے چو تی را", false),
        new("id", """
            yang di dan ini itu dengan untuk dari pada ke juga akan setelah kebun pagi sore hujan matahari sungai jendela
            dapur resep pasar kereta stasiun gunung hutan burung jalan musik perpustakaan membaca bengkel
            lukisan sekolah anak tetangga kemarau cahaya warna tenang indah menemukan berbagi mendengar memasak cuaca panen
            teh bunga pohon langit awan bintang perjalanan cerita
            """, "kebun resep hujan membaca cuaca perpustakaan", "ka ru ma si ten la pu ri bang so de wa ti lu na", true),
        new("de", """
            der die und das in mit für auf ist im den auch nach bei aus am wird Garten Morgen Abend Regen Sonne Fluss
            Fenster Rezept Markt Bäckerei Zug Bahnhof Berg Wald Vogel Weg Musik Bibliothek Lesen
            Werkstatt Malerei Schule Kinder Sommer Herbst Winter Frühling Licht Farbe ruhig schön entdecken teilen
            zuhören kochen Fotografie Wetter Ernte Blumen Baum Himmel Wolken Reise Geschichte
            """, "Garten Rezept Bibliothek Wetter Herbst Fotografie Wandern", "ma ren lich tal ber gen hof ste fel wan dor mit sch len au", true),
        new("und", """
            la na ah oh mm haha wow hmm tada lala doremi hooray zzz yay ooh tralala bim bam pling plong dingdong
            """, "mood moment lalala weekend nowplaying", "la na do mi re fa so ti ba bo pli plo", true),
    ];

    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(list => list.Code)];

    /// <summary>Plain forms of words that the lists spell with presentation forms, which the guard cannot fold.</summary>
    public static IReadOnlyDictionary<string, string> PlainForms { get; } = new Dictionary<string, string>
    {
        ["ﻗﻬﻮﺓ"] = "قهوة",
        ["ﺳﻼﻡ"] = "سلام",
    };

    public static IReadOnlyList<string> Emoji { get; } =
        [.. "🌱 🌧️ 🌻 🍞 🎶 📚 🚂 🎨 🌙 ☕ 😀 🙂 😍 👏 👍 ✨ 🐦 🏔️ 👩‍🍳 🌸 🍵 📷 🧵 🍂 ⛄ 💐".Split(' ')];

    /// <summary>Made-up sites under a name that is reserved for examples (RFC 2606), most linked first.</summary>
    public static IReadOnlyList<string> Sites { get; } =
    [..
        """
        news-aurora.example lantern-daily.example blue-harbour.example the-quiet-post.example meadow-press.example
        orchard-tribune.example riverbend-journal.example old-mill-gazette.example cedar-review.example
        north-window.example paper-kite.example seven-gardens.example copper-kettle.example green-bicycle.example
        morning-ferry.example hilltop-library.example salt-and-bread.example little-observatory.example
        weather-notebook.example clay-workshop.example
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Real services whose addresses appear in every archive; they are in no lexicon.</summary>
    public static IReadOnlyList<string> Services { get; } =
        ["dlvr.it", "fb.me", "goo.gl", "buff.ly", "bit.ly", "youtu.be", "ift.tt", "twitter.com"];

    public static IReadOnlyList<string> Places { get; } =
        ["Port Aurora", "Old Mill", "Quiet Bay", "Lantern Hill", "Rivière-Claire", "Valverde del Prado", "Тихая Заводь", "باغ آرام",
            "وادي الزهور", "Gülbahçe", "Kebun Raya", "", "", "", "", ""];

    public static IReadOnlyList<string> GivenNames { get; } =
        ["Aurora", "Linden", "Marlow", "Juniper", "Corin", "Tamsin", "Odell", "Wren", "Larkin", "Sorrel", "Emeric", "Ilse", "Pavo", "Rumi",
            "Selma", "Tove"];
}
