using System.Globalization;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Studies;

/// <summary>What the literature says of a number format, to be held against verdicts.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Statement">The claim, as a sentence with its source.</param>
/// <param name="Expected">The verdicts that agree with it.</param>
internal sealed record PublishedClaim(string Format, string Statement, IReadOnlyList<ParityVerdict> Expected)
{
    private static readonly string[] Outcomes = ["Agrees", "Disagrees", "Undecided"];

    /// <summary>The claim, and with which models it holds, fails, or stays open.</summary>
    public string Against(ParityTable parity)
    {
        var verdicts = parity.Models
            .SelectMany(model => model.Formats.Where(row => row.Format == Format && row.Verdict is not null).Select(row => (model.Model, Row: row)))
            .ToLookup(pair => Outcome(pair.Row.Verdict!.Value), pair => Named(pair.Model, pair.Row));
        var parts = Outcomes.Where(verdicts.Contains).Select(outcome => $"{outcome}: {string.Join("; ", verdicts[outcome])}.");
        return $"- `{Format}`: {Statement} {string.Join(' ', parts.DefaultIfEmpty("Not trained here."))}";
    }

    private string Outcome(ParityVerdict verdict) =>
        Expected.Contains(verdict) ? "Agrees"
        : verdict is ParityVerdict.NotEnoughSeeds or ParityVerdict.Pending ? "Undecided"
        : "Disagrees";

    private static string Named(string model, ParityRow row) => row.Difference is { } difference
        ? string.Create(CultureInfo.InvariantCulture, $"{model} ({row.Verdict?.Word()}, {difference.Mean:+0.####;−0.####;0})")
        : $"{model} ({row.Verdict?.Word()})";
}
