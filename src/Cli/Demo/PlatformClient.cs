using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Demo;

/// <summary>What the demonstration needs of the REST API.</summary>
internal sealed class PlatformClient(string url) : IDisposable
{
    /// <summary>What the server adds to its answers later on is no error here.</summary>
    private static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly HttpClient http = new() { BaseAddress = new($"{url}/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };

    public async Task<CatalogueDocument> CatalogueAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<CatalogueDocument>("catalogue", Answers, cancellationToken))!;

    public Task<RunningWorker[]> WorkersAsync(CancellationToken cancellationToken) => GetAsync<RunningWorker[]>("workers", cancellationToken);

    /// <exception cref="ProblemException">The platform refuses it; the message has its reasons, by field.</exception>
    public async Task<SubmittedComparison> SubmitAsync(ComparisonSpecification comparison, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("comparisons", comparison, CatalogueJson.Options, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Created)
            throw new ProblemException($"The platform refused the comparison ({(int)response.StatusCode}): {await response.Content.ReadAsStringAsync(cancellationToken)}");
        return (await response.Content.ReadFromJsonAsync<SubmittedComparison>(Answers, cancellationToken))!;
    }

    public Task<SubmittedComparison> ComparisonAsync(Guid id, CancellationToken cancellationToken) =>
        GetAsync<SubmittedComparison>($"comparisons/{id}", cancellationToken);

    public Task<ParityTable> ParityAsync(Guid id, CancellationToken cancellationToken) => GetAsync<ParityTable>($"comparisons/{id}/parity", cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<T>(path, Answers, cancellationToken))!;
}
