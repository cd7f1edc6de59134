using Mantissa.Catalogue.Validation;
using Mantissa.Data.Dashboards;

namespace Mantissa.Web.Dashboards;

/// <summary>Checks a draft against the rules of every dashboard and those of its widgets.</summary>
public static class DashboardCheck
{
    public static IReadOnlyList<FieldError> Check(DashboardDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new List<FieldError>(DashboardRules.Check(draft));
        if (draft.Content.Widgets.Count > DashboardRules.MostWidgets)
            return errors;
        foreach (var (i, widget) in draft.Content.Widgets.Index())
        {
            var field = $"content.widgets[{i}]";
            if (WidgetKind.Find(widget.Kind) is { } kind)
                errors.AddRange(kind.Resolve(widget.Options).Errors.Select(error => error with { Field = $"{field}.{error.Field}" }));
            else
                errors.Add(new($"{field}.kind", widget.Kind, $"There is no widget '{Excerpt(widget.Kind)}'. Known: {string.Join(", ", WidgetKind.All.Select(known => known.Name))}."));
        }

        return errors;
    }

    private static string Excerpt(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
