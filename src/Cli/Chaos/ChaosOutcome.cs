using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mantissa.Cli.Chaos.Verification;

namespace Mantissa.Cli.Chaos;

/// <summary>How a scenario went: the line that the command ends it with.</summary>
internal sealed record ChaosOutcome(string Scenario, int Rounds, int Seed, double Seconds, Findings Findings)
{
    /// <summary>What goes wrong once goes wrong for many curves.</summary>
    private const int MostSentences = 10;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Why it was not done.</summary>
    public string? Skipped { get; init; }

    /// <summary>Whether nothing was broken that had to hold.</summary>
    public bool Kept => Findings.Kept;

    public string Json => Skipped is not null
        ? JsonSerializer.Serialize(new { Chaos = Scenario, Rounds, Skipped }, Options)
        : JsonSerializer.Serialize(
            new
            {
                Chaos = Scenario, Rounds, Findings.Lost, Findings.Doubled, Findings.WeightsEqual, Findings.Contiguous, Findings.EndedOnce,
                Findings.QueueEmpty, Findings.Orphans, Findings.Runs, Findings.Acknowledged, Kept, Seed, Seconds = Math.Round(Seconds, 1),
                Broken = Findings.Broken.Count > 0 ? Findings.Broken.Take(MostSentences) : null,
            },
            Options);

    public string Text => Skipped is not null
        ? $"{Scenario,-18} skipped: {Skipped}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario,-18} {(Kept ? "kept" : "BROKEN"),-7} {Rounds,3} rounds {Findings.Runs,4} runs {Findings.Acknowledged,9:N0} points acknowledged, {Findings.Lost} lost, {Findings.Doubled} doubled, seed {Seed}, {Seconds:0} s")
            + string.Concat(Findings.Broken.Take(MostSentences).Select(sentence => $"\n  {sentence}"));
}
