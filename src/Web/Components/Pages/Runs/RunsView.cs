using System.Web;
using Mantissa.Data.Entities;
using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Data.Views;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>What the table of runs shows and how, as it stands in the address: filter, statuses, columns, order and groups.</summary>
public sealed class RunsView
{
    // Which value of a metric is best does not matter for whether a name is one.
    private static readonly QueryContext AnyGoal = new(DateTimeOffset.UnixEpoch, _ => Catalogue.MetricGoal.Minimize);

    public string Text { get; set; } = "";
    public HashSet<RunStatus> Statuses { get; } = [];
    public string Sort { get; set; } = RunSort.Default;
    public IReadOnlyList<ColumnChoice> Columns { get; set; } = ColumnChoice.Default;

    /// <summary>Fields whose values make groups, at most two; empty for a plain list.</summary>
    public IReadOnlyList<string> GroupBy { get; private set; } = [];

    /// <summary>The saved view that it began as; the address has it while somebody changes it.</summary>
    public string? SavedId { get; set; }

    public bool IsFiltered => Text.Trim().Length > 0 || Statuses.Count > 0;

    /// <summary>Whether the query in the filter says the order; then columns cannot.</summary>
    public bool IsOrdered => FilterText.IsQuery(Text) && Text.Contains("order", StringComparison.OrdinalIgnoreCase) && HasOrder(Text);

    public void Toggle(RunStatus status)
    {
        if (!Statuses.Remove(status))
            Statuses.Add(status);
    }

    public void Clear()
    {
        Text = "";
        Statuses.Clear();
    }

    /// <summary>Sorts by a field: first one way, then the other, then as it was in the beginning.</summary>
    /// <param name="key">The field.</param>
    /// <param name="largestFirst">Which way comes first.</param>
    public void SortBy(string key, bool largestFirst)
    {
        var (first, second) = largestFirst ? ("-" + key, key) : (key, "-" + key);
        Sort = Sort == first ? second : Sort == second ? RunSort.Default : first;
    }

    public void Group(IEnumerable<string> by) =>
        GroupBy = [.. by.Where(key => FieldOf(key) is { } field && RunGroupQuery.CanGroupBy(field)).Distinct().Take(SavedViewRules.MostGroups)];

    public void Show(string key) => Columns = Columns.Any(column => column.Key == key) || Columns.Count == SavedViewRules.MostColumns ? Columns : [.. Columns, new(key)];

    /// <summary>Takes a column away; the last one stays.</summary>
    public void Hide(string key) => Columns = Columns.Count == 1 ? Columns : [.. Columns.Where(column => column.Key != key)];

    public void Move(string key, int position)
    {
        if (Columns.FirstOrDefault(column => column.Key == key) is not { } moved)
            return;
        var others = Columns.Where(column => column != moved).ToList();
        others.Insert(Math.Clamp(position, 0, others.Count), moved);
        Columns = others;
    }

    /// <param name="key">Which column.</param>
    /// <param name="width">In pixels; <see langword="null"/> for the width that the column has by itself.</param>
    public void Resize(string key, int? width) =>
        Columns = [.. Columns.Select(column => column.Key != key ? column : width is { } pixels ? column.Resized(pixels) : column with { Width = null })];

    /// <summary>The box takes words to look for and queries; what it holds tells which.</summary>
    public RunQuery Query()
    {
        var query = new RunQuery { Statuses = Statuses.Count == 0 ? null : [.. Statuses], Sort = Sort, Limit = 1 };
        return FilterText.IsQuery(Text) ? query with { Filter = Text } : query with { Text = Text };
    }

    /// <summary>The address of what is shown, without what is at its default. One that was saved and not changed since is the view's alone.</summary>
    /// <param name="saved">The view that it began as, as it is saved.</param>
    /// <param name="ticked">The runs that are ticked.</param>
    /// <param name="open">The groups that are open.</param>
    public string ToUri(SavedView? saved = null, TickedRuns? ticked = null, OpenGroups? open = null)
    {
        var changed = saved is not null && Differs(saved);
        var address = new ViewAddress().With("view", saved?.Id ?? SavedId);
        return (saved is not null && !changed ? address : WriteTo(address, changed))
            .With(OpenGroups.Parameter, open?.ToParameter(GroupBy.Count)).With(TickedRuns.Parameter, ticked?.ToParameter()).ToString();
    }

    /// <summary>Whether it shows anything else than the view does.</summary>
    public bool Differs(SavedView saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return WriteTo(new(), changed: true).ToString() != Of(saved).WriteTo(new(), changed: true).ToString();
    }

    public ViewContent ToContent() => new()
    {
        Filter = Text.Trim(),
        Statuses = [.. Statuses.Order().Select(status => status.ToString())],
        Columns = Columns.SequenceEqual(ColumnChoice.Default) ? [] : [.. Columns.Select(column => new ViewColumn { Field = column.Key, Width = column.Width })],
        Sort = Sort,
        GroupBy = GroupBy,
    };

    public static RunsView Of(SavedView saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        var content = saved.Content;
        var view = new RunsView { SavedId = saved.Id };
        view.Take(
            content.Filter, string.Join(',', content.Statuses), ColumnChoice.Write(content.Columns.Select(column => new ColumnChoice(column.Field, column.Width))),
            content.Sort, content.GroupBy);
        return view;
    }

    /// <summary>Reads an address; what it does not know is left out, not an error.</summary>
    public static RunsView From(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var query = HttpUtility.ParseQueryString(uri.Query);
        var view = new RunsView { SavedId = query["view"] };
        view.Take(query["filter"], query["status"], query["columns"], query["sort"], KeyList.Read(query["group"] ?? ""));
        return view;
    }

    /// <summary>Whether an address names a saved view and nothing that differs from it.</summary>
    public static bool IsSavedAlone(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return HttpUtility.ParseQueryString(uri.Query).AllKeys.Where(key => key is not (TickedRuns.Parameter or OpenGroups.Parameter)).ToList() is ["view"];
    }

    private void Take(string? text, string? statuses, string? columns, string? sort, IReadOnlyList<string> groupBy)
    {
        Text = text ?? "";
        foreach (var name in (statuses ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<RunStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status) && !char.IsAsciiDigit(name[0]))
                Statuses.Add(status);
        }

        var chosen = ColumnChoice.Read(columns ?? "").Where(column => IsColumn(column.Key)).ToList();
        Columns = chosen.Count == 0 ? ColumnChoice.Default : chosen;
        Sort = sort is not null && FieldOf(sort.TrimStart('-')) is not null ? sort : RunSort.Default;
        Group(groupBy);
    }

    private ViewAddress WriteTo(ViewAddress address, bool changed) => address
        .With("filter", Text.Trim())
        .With("status", string.Join(',', Statuses.Order()))
        .With("columns", Columns.SequenceEqual(ColumnChoice.Default) ? null : ColumnChoice.Write(Columns))
        .With("sort", Sort == RunSort.Default && !changed ? null : Sort)
        .With("group", string.Join(',', GroupBy));

    private static bool IsColumn(string key) => FixedColumns.All.Any(column => column.Key == key) || FieldOf(key) is not (null or AttributeField);

    private static Field? FieldOf(string key)
    {
        try
        {
            return QueryParser.ParseField(key, AnyGoal);
        }
        catch (QuerySyntaxException)
        {
            return null;
        }
    }

    private static bool HasOrder(string text)
    {
        try
        {
            return QueryParser.Parse(text, AnyGoal).Order.Count > 0;
        }
        catch (QuerySyntaxException)
        {
            return false;
        }
    }
}
