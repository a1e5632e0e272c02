using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Knowledge.Tests.Answering;

public sealed class ClaimSupportTests
{
    [Theory]
    [InlineData("Norway stayed.", "Norway stayed.", "", true)]
    [InlineData("Norway stayed.", "NORWAY STAYED", "", true)]
    [InlineData("Norway's fleet stayed.", "The fleet of Norway", "", true)]
    [InlineData("Norway stayed.", "Sweden stayed.", "", false)]
    [InlineData("Norway stayed.", "Sweden stayed.", "Norway", true)]
    [InlineData("It had 240 boats.", "It had 240 boats.", "", true)]
    [InlineData("It had 241 boats.", "It had 240 boats.", "", false)]
    [InlineData("Yes. Norway stayed.", "Norway stayed.", "", true)]
    [InlineData("No.", "Norway stayed.", "", true)]
    [InlineData("Yes, Norway stayed.", "Norway stayed.", "", true)]
    [InlineData("Norway said Yes.", "Norway stayed.", "", false)]
    [InlineData("The treaty holds.", "It holds.", "", true)]
    [InlineData("Élan won.", "Elan won.", "", true)]
    [InlineData("Россия вышла.", "Норвегия вышла.", "", false)]
    [InlineData("in 1987", "1987", "", true)]
    [InlineData("in 1987", "19870", "", false)]
    [InlineData("lower case words pass", "anything", "", true)]
    public void IsSupported_OfAStatement_WantsEachNameAndNumber(string statement, string quote, string derived, bool expected) =>
        ClaimSupport.IsSupported(statement, [quote], [derived]).ShouldBe(expected);
}
