using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Views;

/// <summary>What holds for every view.</summary>
public static class SavedViewRules
{
    public const int LongestName = 100;
    public const int LongestFilter = 2_000;
    public const int LongestField = 500;
    public const int MostColumns = 60;
    public const int MostGroups = 2;
    public const int NarrowestColumn = 48;
    public const int WidestColumn = 1_200;

    /// <summary>Everything that is wrong with a draft, by field. Whether the runs have its fields is not a rule: they may come.</summary>
    public static IReadOnlyList<FieldError> Check(SavedViewDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new List<FieldError>();
        errors.CheckName("A view", draft.Name, LongestName);
        errors.Limit("content.filter", "A filter", draft.Content.Filter, LongestFilter);
        errors.Limit("content.sort", "The field to sort by", draft.Content.Sort, LongestField);
        foreach (var status in draft.Content.Statuses.Where(status => !Enum.GetNames<RunStatus>().Contains(status)).Take(1))
            errors.Add(new("content.statuses", status, $"There is no status '{status}'. Known: {string.Join(", ", Enum.GetNames<RunStatus>())}."));
        CheckColumns(draft.Content.Columns, errors);
        if (draft.Content.GroupBy.Count > MostGroups)
            errors.Add(new("content.groupBy", null, $"Runs are grouped by at most {MostGroups} fields, not {draft.Content.GroupBy.Count}."));
        foreach (var field in draft.Content.GroupBy.Take(MostGroups))
            CheckField("content.groupBy", field, errors);
        return errors;
    }

    private static void CheckColumns(IReadOnlyList<ViewColumn> columns, List<FieldError> errors)
    {
        if (columns.Count > MostColumns)
            errors.Add(new("content.columns", null, $"A view has at most {MostColumns} columns, not {columns.Count}."));
        for (var i = 0; i < Math.Min(columns.Count, MostColumns); i++)
        {
            CheckField($"content.columns[{i}].field", columns[i].Field, errors);
            if (columns[i].Width is < NarrowestColumn or > WidestColumn)
                errors.Add(new($"content.columns[{i}].width", null, $"A column is {NarrowestColumn} to {WidestColumn} pixels wide, not {columns[i].Width}."));
        }

        foreach (var twins in columns.GroupBy(column => column.Field).Where(group => group.Count() > 1).Take(1))
            errors.Add(new("content.columns", twins.Key, $"The column '{twins.Key}' is there {twins.Count()} times."));
    }

    private static void CheckField(string path, string field, List<FieldError> errors)
    {
        if (field.Length == 0)
            errors.Add(new(path, null, "A field needs a name, e.g. metrics.kid.min."));
        errors.Limit(path, "The name of a field", field, LongestField);
    }
}
