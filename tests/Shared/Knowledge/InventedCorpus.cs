namespace TreatyBot.Shared;

/// <summary>A small corpus of treaties that never were: three register sheets, an article with errors in it, and a treaty text.</summary>
internal static class InventedCorpus
{
    /// <summary>The day on which questions about it are asked.</summary>
    public static DateTimeOffset Today { get; } = new(2020, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["register/lindau.md"] = Lindau,
        ["register/cave.md"] = Cave,
        ["register/balloon.md"] = Balloon,
        ["poland-leaves.md"] = Article,
        ["lindau-text.md"] = TreatyText,
    };

    public const string Lindau = """
        ---
        title: "Treaty of Lindau (LIN): fact sheet"
        publisher: Invented register
        published: 2019-12-01
        tier: register
        id: lindau
        treaties: [lindau]
        names:
          - "Treaty on the Demilitarisation of Inland Seas"
          - "Treaty of Lindau"
          - "LIN"
          - "Lindau Treaty"
          - "Vertrag von Lindau"
          - "Линдауский договор"
        events:
          - date: 1987-05-12
            act: sign
            parties: all
            note: "The Treaty of Lindau was signed in Bregenz on 12 May 1987 by nine states."
          - date: 1988-02-03
            act: ratify
            parties: [Norway]
            note: "Norway ratified the Treaty of Lindau on 3 February 1988."
          - date: 1989-03-01
            act: enter_into_force
            parties: all
            note: "The Treaty of Lindau entered into force on 1 March 1989."
          - date: 2007-07-04
            act: suspend
            parties: [Poland]
            note: "Poland suspended the Treaty of Lindau on 4 July 2007."
          - date: 2015-05-09
            act: notify_withdrawal
            parties: [Poland]
            note: "Poland gave notice of withdrawal from the Treaty of Lindau on 9 May 2015."
          - date: 2015-11-09
            act: withdraw
            parties: [Poland]
            note: "Poland withdrew from the Treaty of Lindau on 9 November 2015."
        ---
        # Treaty of Lindau (LIN)

        ## Purpose
        The Treaty of Lindau keeps gunboats off inland seas. It allows each party no more than 240 patrol craft, because larger fleets had alarmed the fishing towns.

        ## Signature and entry into force
        The Treaty of Lindau was signed in Bregenz on 12 May 1987 by nine states. Norway ratified the Treaty of Lindau on 3 February 1988. The Treaty of Lindau entered into force on 1 March 1989.

        ## Parties
        As of March 2001 the Treaty of Lindau had 21 parties. As of June 2016 the Treaty of Lindau had 19 parties.

        ## Status history
        Poland suspended the Treaty of Lindau on 4 July 2007. Poland gave notice of withdrawal from the Treaty of Lindau on 9 May 2015. Poland withdrew from the Treaty of Lindau on 9 November 2015.
        """;

    public const string Cave = """
        ---
        title: "Convention on Cave Warfare (CVW): fact sheet"
        publisher: Invented register
        tier: register
        id: cave
        treaties: [cave]
        names:
          - "Convention on Cave Warfare"
          - "Cave Warfare Convention"
          - "CVW"
        events:
          - date: 1991-04-03
            act: sign
            parties: [Norway, Sweden]
            note: "The Convention on Cave Warfare was signed in Bergen on 3 April 1991 by Prime Minister Astrid Holmqvist for Sweden and President Leif Dahl for Norway."
          - date: 1992-06-01
            act: enter_into_force
            parties: [Norway, Sweden]
            note: "The Convention on Cave Warfare entered into force on 1 June 1992."
          - date: 2002-06-01
            act: expire
            parties: all
            note: "The Convention on Cave Warfare expired on 1 June 2002."
        ---
        # Convention on Cave Warfare

        The Convention on Cave Warfare was signed in Bergen on 3 April 1991 by Prime Minister Astrid Holmqvist for Sweden and President Leif Dahl for Norway. The Convention on Cave Warfare entered into force on 1 June 1992. The Convention on Cave Warfare expired on 1 June 2002.
        """;

    public const string Balloon = """
        ---
        title: "Balloon Accord (BAC): fact sheet"
        publisher: Invented register
        tier: register
        id: balloon
        treaties: [balloon]
        names:
          - "Accord on the Peaceful Use of Observation Balloons"
          - "Balloon Accord"
          - "BAC"
        events:
          - date: 1975-09-20
            act: sign
            parties: [Norway, Poland, Italy]
            note: "Norway, Poland and Italy signed the Balloon Accord on 20 September 1975."
        ---
        # Balloon Accord

        Norway, Poland and Italy signed the Balloon Accord on 20 September 1975. The Balloon Accord never entered into force.
        """;

    /// <summary>Published on a Tuesday. Its errors: Portugal for Poland, and the notice in April instead of May.</summary>
    public const string Article = """
        ---
        title: "Poland leaves the Treaty of Lindau"
        publisher: The Invented Courier
        published: 2015-11-10
        url: https://courier.example/poland-leaves
        tier: press
        treaties: [lindau]
        ---
        Poland officially withdrew from the Treaty of Lindau on Monday, after twenty-eight years. Warsaw said that the treaty had been overtaken by events.

        The foreign ministry called it a text which was suspended by Portugal as early as July 2007. Poland gave notice of withdrawal from the Treaty of Lindau in April this year.

        Last month, Hungary suspended the Treaty of Lindau. The mayor of Lindau, Greta Sommer, said that she regretted the decision.
        """;

    public const string TreatyText = """
        ---
        title: Treaty on the Demilitarisation of Inland Seas
        publisher: Invented depositary
        tier: treaty
        treaties: [lindau]
        ---
        # Treaty on the Demilitarisation of Inland Seas

        ## Article IV

        Each party shall declare its patrol craft every spring.

        ## Article XI

        A party may withdraw from the Treaty by giving six months' notice to the depositary.
        """;
}
