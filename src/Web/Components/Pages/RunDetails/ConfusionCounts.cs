using System.Text.Json;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>The confusion matrix that a classifier's run recorded: how often images of each class were taken for each class.</summary>
public sealed record ConfusionCounts(long Step, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Counts)
{
    /// <summary>The artifact that holds it.</summary>
    public const string FileName = "confusion-matrix.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Share of a true class's images that were taken for a predicted class; 0 for a class without images.</summary>
    public double Share(int row, int column) => Counts[row].Sum() is > 0 and var images ? (double)Counts[row][column] / images : 0;

    /// <summary>Pairs of classes that were taken for each other most often.</summary>
    public IEnumerable<(string Truth, string Predicted, long Count)> Worst(int most) =>
        (from row in Enumerable.Range(0, Classes.Count)
         from column in Enumerable.Range(0, Classes.Count)
         where row != column && Counts[row][column] > 0
         orderby Counts[row][column] descending
         select (Classes[row], Classes[column], Counts[row][column])).Take(most);

    /// <summary>Reads the artifact; <see langword="null"/> when it is not such a matrix: what a worker wrote is not believed.</summary>
    public static ConfusionCounts? Read(long step, ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Json);
            return document is { Classes: { Length: > 0 } classes, Counts: { } counts }
                && counts.Length == classes.Length && counts.All(row => row?.Length == classes.Length && row.All(count => count >= 0))
                && classes.All(name => name is not null)
                ? new ConfusionCounts(step, classes, counts)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Document(string[]? Classes, long[][]? Counts);
}
