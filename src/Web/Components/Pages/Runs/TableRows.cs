using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>
/// The rows of the table as one list, of which any part can be read: the runs that match, or their groups with the runs of those that are
/// open. Only what is asked for is read.
/// </summary>
public sealed class TableRows(RunRows reader, RunGrouping grouping, RunSearch runs)
{
    // As it was understood last: the view may hold half a query by now, which somebody is typing.
    private RunQuery _query = new();

    private IReadOnlyList<RunColumn> _columns = [];
    private RunGroups? _groups;
    private int _turn;

    /// <summary>The groups whose runs are among the rows.</summary>
    public OpenGroups Open { get; } = new();

    /// <summary>The fields that the runs are grouped by; empty for a plain list.</summary>
    public IReadOnlyList<Field> By { get; private set; } = [];

    /// <summary>Their names, as the view had them when the groups were read; it may be ahead by now.</summary>
    public IReadOnlyList<string> GroupKeys { get; private set; } = [];

    /// <summary>The numbers that groups have means of, in the order of <see cref="RunGroup.Measures"/>.</summary>
    public IReadOnlyList<Field> Measures { get; private set; } = [];

    /// <summary>How many runs match.</summary>
    public int RunCount { get; private set; }

    /// <summary>How many groups there are, shown or not.</summary>
    public int GroupCount => _groups?.GroupCount ?? 0;

    /// <summary>How many groups are left out, because there are too many.</summary>
    public int HiddenGroups => GroupCount - (_groups?.Groups.Count ?? 0);

    public int RowCount => _groups is null ? RunCount : _groups.Groups.Sum(Rows);

    /// <summary>Reads how many there are, and the groups. Of readings that overtake each other the one that began last counts.</summary>
    /// <exception cref="QuerySyntaxException">The filter cannot be understood.</exception>
    /// <exception cref="RunQueryException">The field to sort by is none.</exception>
    public async Task ReadAsync(RunsView view, IReadOnlyList<RunColumn> columns, ColumnCatalogue catalogue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(catalogue);
        var turn = ++_turn;
        IReadOnlyList<string> keys = [.. view.GroupBy.Where(key => catalogue.FieldOf(key) is not null)];
        IReadOnlyList<Field> by = [.. keys.Select(catalogue.FieldOf).OfType<Field>()];
        IReadOnlyList<Field> measures = [.. columns.SelectMany(column => MeasuresOf(column, catalogue)).Distinct()];
        var order = catalogue.FieldOf(view.Sort.TrimStart('-')) is { } field ? new OrderKey(field, view.Sort.StartsWith('-')) : null;
        var query = view.Query();
        var groups = by.Count == 0 ? null : await grouping.ReadAsync(new(query, by, measures) { Order = order }, cancellationToken);
        var count = groups?.RunCount ?? (await runs.ListAsync(query, cancellationToken)).TotalCount;
        if (turn == _turn)
            (_query, _columns, GroupKeys, By, Measures, _groups, RunCount) = (query, columns, keys, by, measures, groups, count);
    }

    /// <summary>What a column shows of a group: its own numbers, or, for results, those by which models are judged.</summary>
    public static IEnumerable<Field> MeasuresOf(RunColumn column, ColumnCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (column.Key == FixedColumns.Result)
            return catalogue.Judged.Select(metric => new MetricField(metric.Name, MetricAggregate.Last));
        return column is { IsMeasure: true, Field: { } field } ? [field] : [];
    }

    /// <summary>A part of the rows.</summary>
    public async Task<IReadOnlyList<TableRow>> RowsAsync(int start, int count, CancellationToken cancellationToken)
    {
        if (_groups is null)
            return await RunsAsync(_query with { Skip = start, Limit = Math.Clamp(count, 1, RunSearch.MaximumPage) }, start, inGroup: false, cancellationToken);
        var rows = new List<TableRow>();
        var first = 0;
        foreach (var group in _groups.Groups)
        {
            var (size, open) = (Rows(group), Open.Contains(group));
            if (first >= start + count)
                break;
            if (first + size > start)
            {
                if (first >= start)
                    rows.Add(new GroupTableRow(first, group, open));
                var skip = Math.Max(0, start - first - 1);
                var take = Math.Min(size - 1 - skip, start + count - (first + 1 + skip));
                if (open && take > 0)
                    rows.AddRange(await RunsAsync(QueryOf(group) with { Skip = skip, Limit = Math.Min(take, RunSearch.MaximumPage) }, first + 1 + skip, inGroup: true, cancellationToken));
            }

            first += size;
        }

        return rows;
    }

    /// <summary>The runs between two rows, both with them, in order.</summary>
    public async Task<IReadOnlyList<Guid>> BetweenAsync(int one, int other, CancellationToken cancellationToken)
    {
        var (first, last) = (Math.Min(one, other), Math.Min(Math.Max(one, other), RowCount - 1));
        if (_groups is null)
            return await runs.IdsAsync(_query with { Skip = first }, last - first + 1, cancellationToken);
        var found = new List<Guid>();
        for (var at = first; at <= last; at += RunSearch.MaximumPage)
            found.AddRange((await RowsAsync(at, Math.Min(RunSearch.MaximumPage, last - at + 1), cancellationToken)).OfType<RunTableRow>().Select(row => row.Row.Run.Id));
        return found;
    }

    /// <summary>All runs that match, or all of a group.</summary>
    public Task<IReadOnlyList<Guid>> IdsAsync(RunGroup? group, CancellationToken cancellationToken) =>
        runs.IdsAsync(group is null ? _query : QueryOf(group), TickedRuns.Most, cancellationToken);

    private async Task<IReadOnlyList<TableRow>> RunsAsync(RunQuery query, int first, bool inGroup, CancellationToken cancellationToken) =>
        [.. (await reader.ReadAsync(query, _columns, cancellationToken)).Select((row, i) => new RunTableRow(first + i, row, inGroup))];

    private RunQuery QueryOf(RunGroup group) => _query with { Condition = group.Condition(By) };

    private int Rows(RunGroup group) => Open.Contains(group) ? group.Count + 1 : 1;
}
