using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>The form for a run or a comparison, made from what the workers published.</summary>
public sealed partial class NewPage(
    CatalogueStore catalogues, RunStore runs, QueueStore queues, NavigationManager navigation, PageActions actions, TimeProvider time)
    : ComponentBase, IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _leave = new();
    private SubmissionForm? _form;
    private bool _submitting;
    private string? _queueWarning;
    private string _otherFormat = "";
    private string? _otherFormatProblem;

    private List<FormatEntry> Families => _form?.Catalogue.Formats.Where(f => f.Numbers.Count > 0).ToList() ?? [];

    protected override async Task OnInitializedAsync()
    {
        _form = new(await catalogues.GetAsync(_leave.Token));
        await QueueChangedAsync();
        if (RendererInfo.IsInteractive && _form.Catalogue.Models.Count == 0)
            _ = WaitForWorkerAsync();
    }

    private async Task WaitForWorkerAsync()
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        try
        {
            while (_form!.Catalogue.Models.Count == 0 && await timer.WaitForNextTickAsync(_leave.Token))
                _form = new(await catalogues.GetAsync(_leave.Token));
            await QueueChangedAsync();
            await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task QueueChangedAsync()
    {
        var queue = (await queues.ListAsync(_leave.Token)).FirstOrDefault(q => q.Queue == _form!.Queue);
        _queueWarning = queue is { LiveWorkers: > 0 } || _form!.Catalogue.Models.Count == 0
            ? null
            : $"No live worker serves the queue '{_form.Queue}'. The runs would wait until one does: ./mantissa worker --queues {_form.Queue}";
    }

    private void AddFormat()
    {
        _otherFormatProblem = _form!.AddFormat(_otherFormat);
        if (_otherFormatProblem is null)
            _otherFormat = "";
    }

    private async Task SubmitAsync()
    {
        if (_submitting || _form?.Resolution.Value is not { } resolved)
            return;
        _submitting = true;
        await actions.TryAsync(async () => navigation.NavigateTo(await StoreAsync(_form, resolved)));
        _submitting = false;
    }

    /// <summary>Writes the submission and answers where to watch it. The form's key makes a repeat harmless.</summary>
    private async Task<string> StoreAsync(SubmissionForm form, IReadOnlyList<RunSpecification> resolved)
    {
        var comparison = form.ToComparison();
        if (resolved is [var single])
        {
            var run = await runs.SubmitAsync(
                comparison.Name is { } name ? single with { Name = name } : single, form.IdempotencyKey, CancellationToken.None);
            return $"/runs/{run.Value.Id}";
        }

        var submitted = await runs.SubmitComparisonAsync(comparison, resolved, form.IdempotencyKey, CancellationToken.None);
        return $"/comparisons/{submitted.Value.Id}";
    }

    public void Dispose()
    {
        _leave.Cancel();
        _leave.Dispose();
    }
}
