using Mantissa.Data.Comparisons;
using Mantissa.Data.Notifications;

namespace Mantissa.Web.Components.Pages.Comparisons;

/// <summary>All comparisons, newest first, with how far their runs are.</summary>
public sealed partial class ComparisonsPage(ComparisonStore comparisons)
{
    private const int Page = 100;
    private IReadOnlyList<ComparisonSummary>? _rows;
    private int _shown = Page;

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override bool Concerns(RunChange change) => change.Kind == RunChangeKind.Status;

    protected override Task RefreshAsync(IReadOnlySet<RunChange> changes) => ReadAsync();

    private async Task ReadAsync() => _rows = await comparisons.ListAsync(0, _shown, Left);

    private Task MoreAsync()
    {
        _shown += Page;
        return ReadAsync();
    }

    private static string StateOf(ComparisonSummary row)
    {
        var open = row.Runs - row.Finished;
        return (open, row.Failed) switch
        {
            (0, 0) => "finished",
            (0, var failed) => $"finished, {failed} failed",
            (_, 0) => $"{row.Finished} of {row.Runs} finished",
            (_, var failed) => $"{row.Finished} of {row.Runs} finished, {failed} failed",
        };
    }
}
