using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Api;

/// <summary>What this command needs of the REST API.</summary>
internal sealed class PlatformClient : IDisposable
{
    /// <summary>What the server adds to its answers later on is no error here.</summary>
    private static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly HttpClient http;

    /// <param name="url">Where the site answers.</param>
    /// <param name="key">The operator's key of its data directory.</param>
    public PlatformClient(string url, string key)
    {
        http = new() { BaseAddress = new($"{url}/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>An address that signs the person at this machine in, once, and leads to a page.</summary>
    public async Task<Uri> SignInLinkAsync(string to, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("sign-in-links", new { to }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new(http.BaseAddress!, (await response.Content.ReadFromJsonAsync<SignInLink>(Answers, cancellationToken))!.Path);
    }

    public async Task<CatalogueDocument> CatalogueAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<CatalogueDocument>("catalogue", Answers, cancellationToken))!;

    public Task<RunningWorker[]> WorkersAsync(CancellationToken cancellationToken) => GetAsync<RunningWorker[]>("workers", cancellationToken);

    /// <exception cref="ProblemException">The platform refuses it; the message has its reasons, by field.</exception>
    /// <param name="comparison">The grid.</param>
    /// <param name="idempotencyKey">Submitting it again under the same key gives what is there; <see langword="null"/> always makes a new one.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public async Task<SubmittedComparison> SubmitAsync(ComparisonSpecification comparison, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "comparisons") { Content = JsonContent.Create(comparison, options: CatalogueJson.Options) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
            throw new ProblemException($"The platform refused the comparison ({(int)response.StatusCode}): {await response.Content.ReadAsStringAsync(cancellationToken)}");
        return (await response.Content.ReadFromJsonAsync<SubmittedComparison>(Answers, cancellationToken))!;
    }

    public Task<SubmittedComparison> ComparisonAsync(Guid id, CancellationToken cancellationToken) =>
        GetAsync<SubmittedComparison>($"comparisons/{id}", cancellationToken);

    /// <summary>Queues a cancelled run again; it goes on from its last checkpoint.</summary>
    public async Task RetryAsync(Guid run, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync($"runs/{run}/retry", content: null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public Task<ParityTable> ParityAsync(Guid id, CancellationToken cancellationToken) => GetAsync<ParityTable>($"comparisons/{id}/parity", cancellationToken);

    /// <summary>At most <paramref name="points"/> points of a metric of each run that has it.</summary>
    public async Task<IReadOnlyList<Curve>> CurvesAsync(IEnumerable<Guid> runs, string metric, int points, CancellationToken cancellationToken) =>
        (await GetAsync<CurveList>(
            $"metrics?name={Uri.EscapeDataString(metric)}&points={points}&{string.Join('&', runs.Select(run => $"run={run}"))}", cancellationToken)).Series;

    public Task<Picture[]> PicturesAsync(Guid run, CancellationToken cancellationToken) => GetAsync<Picture[]>($"runs/{run}/images", cancellationToken);

    public Task<byte[]> ContentAsync(Picture picture, CancellationToken cancellationToken) => http.GetByteArrayAsync(picture.Url, cancellationToken);

    public Task<HistoryEntry[]> HistoryAsync(Guid run, CancellationToken cancellationToken) => GetAsync<HistoryEntry[]>($"runs/{run}/history", cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<T>(path, Answers, cancellationToken))!;
}
