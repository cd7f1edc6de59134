using Mantissa.Data.Entities;
using Mantissa.Data.Querying;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>All that the page of runs shows; see <see cref="RunsReader"/>.</summary>
public sealed class RunsState(RunsView view, TableRows rows)
{
    public RunsView View => view;

    /// <summary>The rows of the table, of which any part can be read.</summary>
    public TableRows Rows => rows;

    public TickedRuns Ticked { get; } = new();

    /// <summary>The saved view that is shown, or that it began as.</summary>
    public SavedView? Saved { get; set; }

    /// <summary>A saved view that the address names and that is not there.</summary>
    public string? Missing { get; set; }

    public ColumnCatalogue? Catalogue { get; set; }

    /// <summary>The columns as they are drawn.</summary>
    public IReadOnlyList<RunColumn> Columns { get; set; } = [];

    /// <summary>How many runs match; <see langword="null"/> until they were counted.</summary>
    public int? Total { get; set; }

    /// <summary>What is wrong with the query; what it found before stays.</summary>
    public QuerySyntaxException? Mistake { get; set; }

    /// <summary>The rows that are painted before a browser can tell what is in sight.</summary>
    public IReadOnlyList<TableRow> First { get; set; } = [];
}
