using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Mantissa.Catalogue.Tests;
using Mantissa.Data.Catalogue;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mantissa.Web.Tests.Sites;

/// <summary>
/// The site as it is, on a free loopback port and a database of its own. Its catalogue is the sample, published as a
/// worker does it; nothing runs the queue.
/// </summary>
public sealed class Site : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private WebApplicationFactory<Program>? _factory;
    private SlowConnection? _slow;
    private HttpClient? _anyone;

    /// <summary>The database under the site, with the stores that a worker writes with.</summary>
    public PostgresFixture Database { get; } = new();

    /// <summary>What is set differently from a site as it comes.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>How much longer the site's database takes for every answer.</summary>
    public TimeSpan DatabaseDelay { get; init; }

    /// <summary>Gets what the site logs, too.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>Signed in as the administrator, as in a browser.</summary>
    public HttpClient Client { get; private set; } = null!;

    public string DataDirectory => _data.Path;

    public Uri Address => _anyone!.BaseAddress!;

    public IServiceProvider Services => _factory!.Services;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Database.Get<CatalogueStore>().PublishAsync("worker-1", SampleCatalogue.Create(), default);
        if (DatabaseDelay > TimeSpan.Zero)
            _slow = new(Database.ConnectionString, DatabaseDelay);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder
                .UseSetting("MANTISSA_DATABASE", _slow?.ConnectionString ?? Database.ConnectionString)
                .UseSetting("MANTISSA_DATA_DIR", _data.Path)
                .UseSetting("MANTISSA_URL", "http://127.0.0.1:0")
                .UseSetting("MANTISSA_SIGN_IN_RATE", "10000")
                .UseEnvironment("Production");
            if (Log is not null)
                builder.ConfigureServices(services => services.AddSingleton(Log));
            foreach (var (name, value) in Settings)
                builder.UseSetting(name, value);
        });
        _factory.UseKestrel(0);
        _factory.StartServer();
        _anyone = _factory.CreateClient();
        using var operatorClient = OperatorAccess.ClientOf(Address.AbsoluteUri, DataDirectory);
        Client = NewBrowser();
        (await Client.GetAsync(await operatorClient.SignInLinkAsync())).EnsureSuccessStatusCode();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        _anyone?.Dispose();
        if (_factory is not null)
            await _factory.DisposeAsync();
        if (_slow is not null)
            await _slow.DisposeAsync();
        await Database.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A client that nobody has signed in with, and that keeps the cookies which it is given.</summary>
    public HttpClient NewBrowser(bool follow = true) => new(new SocketsHttpHandler { AllowAutoRedirect = follow }) { BaseAddress = Address };

    /// <summary>Sends JSON as text, right or wrong.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string json, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, null, "application/json") };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Client.SendAsync(request);
    }

    /// <summary>A page as the server rendered it.</summary>
    public async Task<IHtmlDocument> PageAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await Client.GetAsync(path);
        answer.StatusCode.ShouldBe(status);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonObject> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonObject>(path))!;
}
