using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Tests.Models;

public sealed class ModelOptionsTests
{
    public static TheoryData<string[], string> Broken { get; } = new()
    {
        { ["Models:Chat:Provider=Ollama"], "Models:Chat:Model is not set; give the name of the model." },
        { ["Models:Chat:Provider=AzureOpenAI", "Models:Chat:Model=gpt"], "Models:Chat:Endpoint is not set; give the resource's address, such as https://NAME.openai.azure.com." },
        { ["Models:Chat:Provider=OpenAI", "Models:Chat:Model=gpt"], "Models:Chat:ApiKey is not set, which api.openai.com needs; set it, or Models:Chat:Endpoint to another service." },
        { ["Models:Chat:Provider=OpenAI", "Models:Chat:Model=gpt", "Models:Chat:Endpoint=http://models.example", "Models:Chat:ApiKey=k"], "Models:Chat:Endpoint is plain http, and Models:Chat:ApiKey would be readable on the way; use https." },
        { ["Models:Chat:Provider=AzureOpenAI", "Models:Chat:Model=gpt", "Models:Chat:Endpoint=http://127.0.0.1:1"], "Models:Chat:Endpoint is plain http, over which no identity is sent; use https, or set Models:Chat:ApiKey." },
        { ["Models:Chat:Provider=Ollama", "Models:Chat:Model=m", "Models:Chat:Endpoint=ftp://x"], "Models:Chat:Endpoint must be a whole address that begins with https:// or http:// and holds no password." },
        { ["Models:Chat:Provider=Ollama", "Models:Chat:Model=m", "Models:Chat:CallTimeout=00:03:00"], "Models:Chat:TotalTimeout is shorter than Models:Chat:CallTimeout; make it at least as long." },
        { ["Models:Embeddings:Provider=Ollama", "Models:Embeddings:Model=unheard-of"], "Models:Embeddings:Dimensions is not set, and the length of the vectors of “unheard-of” is not known here; set it to the number that the model's description gives." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_BrokenSettings_NamesSettingAndMend(string[] settings, string expected)
    {
        using var services = Services(settings);

        var failure = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        failure.Failures.ShouldContain(expected);
    }

    [Theory]
    [InlineData("Models:Chat:Provider=None")]
    [InlineData("Models:Chat:Provider=Ollama", "Models:Chat:Model=llama3.1")]
    [InlineData("Models:Chat:Provider=AzureOpenAI", "Models:Chat:Model=gpt", "Models:Chat:Endpoint=https://name.openai.azure.com")]
    [InlineData("Models:Chat:Provider=OpenAI", "Models:Chat:Model=gpt", "Models:Chat:Endpoint=http://127.0.0.1:8000/v1")]
    [InlineData("Models:Embeddings:Provider=Ollama", "Models:Embeddings:Model=nomic-embed-text:latest")]
    public void Validate_WholeSettings_Passes(params string[] settings)
    {
        using var services = Services(settings);

        Should.NotThrow(() => services.GetRequiredService<IStartupValidator>().Validate());
        services.GetRequiredService<IChatModel>().Tokens.Count("treaty").ShouldBeGreaterThan(0);
    }

    private static ServiceProvider Services(string[] settings) => new ServiceCollection().AddLogging()
        .AddTreatyKnowledge(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build())
        .BuildServiceProvider();
}
