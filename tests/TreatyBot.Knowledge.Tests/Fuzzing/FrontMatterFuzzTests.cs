using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Shared;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever stands at the head of a file: it is front matter, or none, or an error that names the file.</summary>
public sealed class FrontMatterFuzzTests
{
    private const int Cases = 100_000;
    private const string Path = "any.md";

    private static readonly Mutator Heads = new(
        [
            "---\ntitle: \"A report: part one\"\npublisher: Office\npublished: 2023-11\nurl: https://example.org/a\nlanguage: pt-BR\ntier: press\ntreaties: [cfe, inf]\n---\nText.",
            "---\ntitle: T\nsources:\n  - title: S\n    url: https://example.org\n  - https://example.org/b\n---\n",
            "---\r\nid: lin\r\nnames:\r\n  full: Treaty of L\r\n  short: L\r\n  aliases: [a, b]\r\ntier: register\r\nevents:\r\n  - date: 1990-01\r\n    precision: month\r\n    act: sign\r\n    parties: [Norway]\r\n    note: 'It''s signed.'\r\n---\r\n# L",
            "---\nid: a\nnames: [A]\nevents:\n  - {date: 2001, act: enter_into_force, parties: all, note: \"n\", source: https://example.org}\n...\nx",
            InventedCorpus.Cave[..700] + "\n---\n",
        ],
        "---\n", "...\n", "\n---\n", ": ", "- ", "  - ", "\n  ", "\ntitle: ", "\nid: ", "\nnames:", "\nevents:", "\n  - date: ", "\n    act: ", "\n    note: ", "\ntier: ", "\ntreaties: ", "\npublished: ", "\nlanguage: ", "\nsources: ",
        "|\n", ">\n", "&a ", "*a", "!!int ", "!x ", "<<: *a", "? ", "[", "]", "{", "}", "%YAML 9\n", "\"\\u", "\"\\ud800\"", "2023-13-01", "0000", "~", "null", "register", "[[[[[[[[[[[[[[[[[[");

    [Fact]
    public void AnyHead_IsReadOrRefusedByName() => Fuzz.Run(Cases, random => Heads.Text(random, 700), text =>
    {
        FrontMatter? front;
        try
        {
            front = FrontMatterParser.Parse(Path, text);
        }
        catch (DocumentReadException exception)
        {
            exception.Message.ShouldStartWith(Path);
            return;
        }
        if (front is null)
            return;
        if (front.End < 0 || front.End > text.Length)
            front.End.ShouldBeInRange(0, text.Length);
        foreach (var id in front.Treaties)
            RegisterParser.IsId(id).ShouldBeTrue();
        if (front.Register is not { } register)
            return;
        register.Names.ShouldNotBeEmpty();
        foreach (var declared in register.Events)
            declared.Note.ShouldNotBeNullOrWhiteSpace();
    });

    // The YAML library throws what it does not document on this one.
    [Fact]
    public void KeyInsideAFlowMapping_IsRefusedByName() => Should.Throw<DocumentReadException>(
        () => FrontMatterParser.Parse(Path, "---\nid: a\nevents:\n  - {date: 2001, act: enter_\nsources: into, parties: rc:e: https://ex\"9\"u}\n---\nx"))
        .Message.ShouldStartWith("any.md: line 2: the front matter is not valid YAML");
}
