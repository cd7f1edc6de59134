using System.Web;
using Mantissa.Data.Entities;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>What the list of runs shows: filter, statuses and order, as they stand in the address.</summary>
public sealed class RunsView
{
    public string Text { get; set; } = "";
    public HashSet<RunStatus> Statuses { get; } = [];
    public string Sort { get; set; } = RunSort.Default;

    /// <summary>The runs ticked, in the order of ticking; they stay ticked while the list scrolls or changes.</summary>
    public List<Guid> Selected { get; } = [];

    public bool IsFiltered => Text.Trim().Length > 0 || Statuses.Count > 0;

    public void Toggle(RunStatus status)
    {
        if (!Statuses.Remove(status))
            Statuses.Add(status);
    }

    public void Select(Guid run, bool selected)
    {
        Selected.Remove(run);
        if (selected)
            Selected.Add(run);
    }

    public void Clear()
    {
        Text = "";
        Statuses.Clear();
    }

    /// <summary>The box takes words to look for and queries; what it holds tells which.</summary>
    public RunQuery Query(int skip, int take)
    {
        var query = new RunQuery { Statuses = Statuses.Count == 0 ? null : [.. Statuses], Sort = Sort, Skip = skip, Limit = Math.Max(1, take) };
        return FilterText.IsQuery(Text) ? query with { Filter = Text } : query with { Text = Text };
    }

    /// <summary>The address of this view, without what is at its default.</summary>
    public string ToUri()
    {
        var query = HttpUtility.ParseQueryString("");
        if (Text.Trim() is { Length: > 0 } text)
            query["filter"] = text;
        if (Statuses.Count > 0)
            query["status"] = string.Join(',', Statuses.Order());
        if (Sort != RunSort.Default)
            query["sort"] = Sort;
        return query.Count == 0 ? "/" : $"/?{query}";
    }

    /// <summary>Reads an address; what it does not know is left out, not an error.</summary>
    public static RunsView From(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var query = HttpUtility.ParseQueryString(uri.Query);
        var view = new RunsView { Text = query["filter"] ?? "" };
        foreach (var name in (query["status"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<RunStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status))
                view.Statuses.Add(status);
        }

        if (query["sort"] is { } sort && RunSort.Keys.Contains(sort.TrimStart('-')))
            view.Sort = sort;
        return view;
    }
}
