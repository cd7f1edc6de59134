using Mantissa.Catalogue.Validation;

namespace Mantissa.Data.Dashboards;

/// <summary>What holds for every dashboard, whatever widgets there are.</summary>
public static class DashboardRules
{
    public const int LongestName = 100;
    public const int LongestDescription = 8_000;
    public const int LongestQuery = 2_000;
    public const int MostWidgets = 50;

    /// <summary>Characters of the options of one widget, as JSON.</summary>
    public const int LargestOptions = 131_072;

    /// <summary>Everything that is wrong with a draft, by field.</summary>
    public static IReadOnlyList<FieldError> Check(DashboardDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new List<FieldError>();
        errors.CheckName("A dashboard", draft.Name, LongestName);
        errors.Limit("description", "A description", draft.Description, LongestDescription);
        errors.Limit("query", "A query", draft.Query, LongestQuery);
        var widgets = draft.Content.Widgets;
        if (widgets.Count > MostWidgets)
            errors.Add(new("content.widgets", $"{widgets.Count}", $"A dashboard has at most {MostWidgets} widgets, not {widgets.Count}. Make another one for the rest."));
        for (var i = 0; i < Math.Min(widgets.Count, MostWidgets); i++)
            CheckWidget($"content.widgets[{i}]", widgets[i], errors);
        foreach (var twins in widgets.GroupBy(widget => widget.Id).Where(group => group.Count() > 1))
            errors.Add(new("content.widgets", $"{twins.Key}", $"Two widgets have the id {twins.Key}. Give each its own."));
        return errors;
    }

    private static void CheckWidget(string field, DashboardWidget widget, List<FieldError> errors)
    {
        if (widget.Id == Guid.Empty)
            errors.Add(new($"{field}.id", null, "A widget needs an id of its own: any UUID that is not zero."));
        errors.Limit($"{field}.title", "A heading", widget.Title, LongestName);
        errors.Limit($"{field}.query", "A query", widget.Query ?? "", LongestQuery);
        if (widget.Place.Problem() is { } problem)
            errors.Add(new($"{field}.place", null, problem));
        var options = widget.Options.ToJsonString().Length;
        if (options > LargestOptions)
            errors.Add(new($"{field}.options", null, $"The options of a widget may have at most {LargestOptions:N0} characters as JSON, not {options:N0}. Shorten its text."));
    }
}
