using Mantissa.Catalogue.Validation;
using Mantissa.Web.Formatting;
using Mantissa.Web.Submission;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.New;

/// <summary>The grid that the form describes, and the button that submits it.</summary>
public sealed partial class SubmissionSummary : ComponentBase
{
    private bool _attempted;

    [Parameter, EditorRequired] public SubmissionForm Form { get; set; } = null!;
    [Parameter] public bool Submitting { get; set; }

    /// <summary>Why the runs would wait, when nobody serves the queue.</summary>
    [Parameter] public string? QueueWarning { get; set; }

    [Parameter] public EventCallback OnSubmit { get; set; }
    [Parameter] public EventCallback OnChange { get; set; }

    private string Headline => Form.RunCount switch
    {
        0 => "No run yet",
        1 => "1 run",
        var count => $"{Numbers.Count(count)} runs to compare",
    };

    private List<FieldError> Others => Form.OtherErrors().ToList();

    private Task Change(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }

    private async Task Submit()
    {
        _attempted = true;
        Form.ShowAllErrors();
        if (Form.Resolution.IsValid)
            await OnSubmit.InvokeAsync();
        else
            await OnChange.InvokeAsync();
    }
}
