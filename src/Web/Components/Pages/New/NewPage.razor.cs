using Mantissa.Catalogue;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Security;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>The form for a run or a comparison, made from what the workers published.</summary>
public sealed partial class NewPage(
    SubmissionCatalogue catalogues, RunStore runs, CheckpointStore checkpoints, StartCheck starts, QueueStore queues, NavigationManager navigation,
    PageActions actions, TimeProvider time)
    : ComponentBase, IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _leave = new();
    private SubmissionForm? _form;
    private bool _submitting;
    private string? _queueWarning;
    private string _otherFormat = "";
    private string? _otherFormatProblem;
    private string? _startProblem;

    /// <summary>A checkpoint to start from, in the address.</summary>
    [SupplyParameterFromQuery(Name = "startFrom")] public string? StartFrom { get; set; }

    /// <summary>A run to fill the form from, in the address.</summary>
    [SupplyParameterFromQuery(Name = "clone")] public string? CloneOf { get; set; }

    private List<FormatEntry> Families => _form?.Catalogue.Formats.Where(f => f.Numbers.Count > 0).ToList() ?? [];

    protected override async Task OnInitializedAsync()
    {
        _form = new(await catalogues.GetAsync(_leave.Token));
        await StartFromAsync(_form);
        await CloneAsync(_form);
        await QueueChangedAsync();
        if (RendererInfo.IsInteractive && _form.Catalogue.Models.Count == 0)
            _ = WaitForWorkerAsync();
    }

    private async Task StartFromAsync(SubmissionForm form)
    {
        if (string.IsNullOrEmpty(StartFrom))
            return;
        if (!Guid.TryParse(StartFrom, out var id) || await checkpoints.FindAsync(id, _leave.Token) is not { } checkpoint)
            _startProblem = $"There is no checkpoint '{StartFrom}' to start from: it may have made room for a newer one. Choose another on the run's page.";
        else if (await runs.GetAsync(checkpoint.RunId, _leave.Token) is { } source && !form.StartFrom(source.Specification, id))
            _startProblem = $"The checkpoint is of the model '{source.Model}', which no worker knows.";
    }

    private async Task CloneAsync(SubmissionForm form)
    {
        if (string.IsNullOrEmpty(CloneOf))
            return;
        if (!Guid.TryParse(CloneOf, out var id) || await runs.GetAsync(id, _leave.Token) is not { } source)
            _startProblem = $"There is no run '{CloneOf}' to take the values from; it may have been deleted.";
        else if (!form.Clone(source.Specification))
            _startProblem = $"The run is of the model '{source.Model}', which no worker knows.";
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
        _queueWarning = queue switch
        {
            _ when _form!.Catalogue.Models.Count == 0 => null,
            { PausedAt: not null } => $"The queue '{_form.Queue}' is paused. The runs would wait until it is resumed on the page Workers & queues.",
            { LiveWorkers: > 0 } => null,
            _ => $"No live worker serves the queue '{_form.Queue}'. The runs would wait until one does: ./mantissa worker --queues {_form.Queue}",
        };
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
        await actions.TryAsync(Permission.Submit, async () =>
        {
            _startProblem = await StartProblemAsync(_form, resolved);
            if (_startProblem is null)
                navigation.NavigateTo(await StoreAsync(_form, resolved));
        });
        _submitting = false;
    }

    private async Task<string?> StartProblemAsync(SubmissionForm form, IReadOnlyList<RunSpecification> resolved) =>
        (await starts.ErrorsAsync(resolved, _ => StartCheck.Field, form.Catalogue, _leave.Token)) is [var first, ..] ? first.Message : null;

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
