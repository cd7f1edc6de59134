namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>The run ids in the address of a comparison that was put together by hand.</summary>
public static class ChosenRuns
{
    /// <summary>More lines than these nobody tells apart.</summary>
    public const int Most = 200;

    /// <summary>Reads the ids; <c>Problem</c> says in words what was left out.</summary>
    public static (IReadOnlyList<Guid> Ids, string? Problem) Parse(string? text)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        var ids = parts.Select(part => Guid.TryParse(part, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        if (ids.Count > Most)
            return (ids.Take(Most).ToList(), $"The address names {ids.Count} runs; the first {Most} are shown.");
        return (ids, ids.Count < parts.Count ? $"{parts.Count - ids.Count} entries of the address are no run ids." : null);
    }
}
