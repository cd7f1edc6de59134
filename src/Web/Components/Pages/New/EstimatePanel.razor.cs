using Mantissa.Catalogue;
using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>What the runs of the form will need, as far as runs like them were trained here before, and how long the queue is.</summary>
public sealed partial class EstimatePanel(RunExperience experience, QueueStore queues) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private IReadOnlyList<RunSpecification>? _seen;
    private IReadOnlyList<(string Name, string Words)> _lines = [];

    [Parameter, EditorRequired] public SubmissionForm Form { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        // The form keeps its list until something in it changes.
        if (ReferenceEquals(Form.Resolution.Value, _seen))
            return;
        _seen = Form.Resolution.Value;
        _lines = [];
        if (_seen is not { Count: > 0 } runs)
            return;
        try
        {
            var estimates = await experience.EstimateAsync(runs, _leave.Token);
            var queue = (await queues.ListAsync(_leave.Token)).FirstOrDefault(queue => queue.Queue == Form.Queue);
            if (ReferenceEquals(runs, _seen))
                _lines = EstimateWords.Of(estimates, queue);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    public void Dispose()
    {
        _leave.Cancel();
        _leave.Dispose();
    }
}
