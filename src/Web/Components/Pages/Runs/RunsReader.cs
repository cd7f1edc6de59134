using Mantissa.Data.Catalogue;
using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Data.Views;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Reads what the page of runs shows: from an address, and again when the view or the runs have changed.</summary>
public sealed class RunsReader(RunRows rows, RunGrouping grouping, RunSearch search, CatalogueStore catalogues, SavedViewStore views)
{
    private const int FirstRows = 30;

    /// <summary>What an address shows: a saved view, one that was changed since, or one of its own.</summary>
    public async Task<RunsState> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var view = RunsView.From(address);
        var saved = view.SavedId is { } id ? await views.GetAsync(id, cancellationToken) : null;
        var missing = saved is null ? view.SavedId : null;
        if (saved is null)
            view.SavedId = null;
        else if (RunsView.IsSavedAlone(address))
            view = RunsView.Of(saved);
        var state = new RunsState(view, new(rows, grouping, search)) { Saved = saved, Missing = missing };
        state.Ticked.Read(address);
        state.Rows.Open.Read(address);
        if (await CountAsync(state, cancellationToken))
            state.First = await state.Rows.RowsAsync(0, FirstRows, cancellationToken);
        return state;
    }

    /// <summary>Counts the runs, and makes the groups, as the view is now.</summary>
    /// <returns>Whether the query could be understood; while one is being typed it is often none.</returns>
    public async Task<bool> CountAsync(RunsState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var catalogue = new ColumnCatalogue(await catalogues.GetAsync(cancellationToken), await search.ContextAsync(cancellationToken));
        var columns = ColumnsOf(state.View, catalogue);
        try
        {
            await state.Rows.ReadAsync(state.View, columns, catalogue, cancellationToken);
            (state.Total, state.Mistake, state.Catalogue, state.Columns) = (state.Rows.RunCount, null, catalogue, columns);
            return true;
        }
        catch (QuerySyntaxException mistake)
        {
            (state.Mistake, state.Catalogue) = (mistake, catalogue);
            if (state.Rows.GroupKeys.SequenceEqual(state.View.GroupBy))
                state.Columns = columns;
            return false;
        }
        catch (RunQueryException) when (state.View.Sort != RunSort.Default)
        {
            // The best of a metric of which nobody says any more what that is.
            state.View.Sort = RunSort.Default;
            return await CountAsync(state, cancellationToken);
        }
    }

    /// <summary>Brings runs that are drawn up to date.</summary>
    public Task RefreshAsync(RunsState state, IReadOnlyList<RunRow> drawn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return rows.RefreshAsync(drawn, state.Columns, cancellationToken);
    }

    /// <summary>The columns as they are drawn: of a grouped table the first one is the groups', and none repeats what they have in common.</summary>
    private static List<RunColumn> ColumnsOf(RunsView view, ColumnCatalogue catalogue)
    {
        var columns = view.Columns.Select(choice => catalogue.Find(choice.Key)).OfType<RunColumn>().ToList();
        if (columns.Count == 0)
            columns = [.. ColumnChoice.Default.Select(choice => catalogue.Find(choice.Key)).OfType<RunColumn>()];
        if (view.GroupBy.Count == 0)
            return columns;
        var group = new RunColumn(FixedColumns.Group, string.Join(" · ", view.GroupBy.Select(catalogue.TitleOf)), 240, (row, _) => row.Run.Name)
        {
            Field = catalogue.FieldOf(view.GroupBy[0]),
        };
        return [group, .. columns.Where(column => column.Key != FixedColumns.Name && !view.GroupBy.Contains(column.Key))];
    }
}
