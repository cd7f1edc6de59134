using Mantissa.Data.Runs;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>What became of something that was asked for many runs, as a sentence: "3 cancelled, 1 had already finished".</summary>
public static class OutcomeWords
{
    private const int MostReasons = 2;

    /// <param name="outcome">What became of them.</param>
    /// <param name="done">What was done, e.g. <c>cancelled</c>.</param>
    /// <param name="already">How those were that needed nothing, e.g. <c>had already finished</c>.</param>
    public static string Of(BatchOutcome outcome, string done, string already)
    {
        var parts = new List<string>();
        if (outcome.Changed.Count > 0 || outcome is { Already: [], Refused: [], Missing: [] })
            parts.Add($"{outcome.Changed.Count:N0} {done}");
        if (outcome.Already.Count > 0)
            parts.Add($"{outcome.Already.Count:N0} {already}");
        if (outcome.Refused.Count > 0)
            parts.Add($"{outcome.Refused.Count:N0} not {done}");
        if (outcome.Missing.Count > 0)
            parts.Add($"{outcome.Missing.Count:N0} no longer there");
        return string.Join(", ", parts) + Reasons(outcome.Refused);
    }

    private static string Reasons(IReadOnlyList<BatchRefusal> refused)
    {
        var reasons = refused.GroupBy(refusal => refusal.Reason).OrderByDescending(group => group.Count()).Select(group => group.Key).ToList();
        return reasons.Count == 0 ? "" : $". {string.Join(" ", reasons.Take(MostReasons))}{(reasons.Count > MostReasons ? " …" : "")}";
    }
}
