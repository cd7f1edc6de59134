using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Tests;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;

namespace Mantissa.Web.Tests.Components.Pages.Compare;

/// <summary>Runs and what they recorded, without a database.</summary>
internal static class ComparedRuns
{
    public static CatalogueDocument Catalogue { get; } = SampleCatalogue.Create();

    public static Run Of(string format, long seed, params (string Name, JsonNode Value)[] training) => new()
    {
        Id = Guid.CreateVersion7(), Name = $"{format} {seed}", Model = "resnet", Format = format, Dataset = "shapes", Seed = seed, Queue = "cpu",
        Status = RunStatus.Completed, Tags = new Dictionary<string, string>(),
        Specification = new()
        {
            Model = "resnet", Format = format, Dataset = "shapes", Seed = seed,
            Training = new(training.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value))),
        },
    };

    public static SeriesSummary Series(Run run, string name, double last, double? min = null, double? max = null) =>
        new(run.Id, name, 2, 1, 2, last, last, min ?? last, 1, max ?? last, 2, last, 0, DateTimeOffset.UnixEpoch);
}
