using System.Globalization;
using System.Security.Cryptography;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Mlflow;

/// <summary>Tags as clients write them: name and description of a run travel among them.</summary>
internal static class MlflowEdit
{
    /// <param name="tags">Of two of the same key the last counts.</param>
    /// <param name="name">The run's name, if it is given as such; it wins over the tag.</param>
    public static RunEdit Of(IEnumerable<KeyValuePair<string, string>> tags, string? name = null)
    {
        var last = new Dictionary<string, string?>();
        foreach (var (key, value) in tags)
            last[key] = value;
        last.Remove(MlflowRuns.NameTag, out var nameTag);
        last.Remove(MlflowRuns.NotesTag, out var notes);
        return new() { Name = string.IsNullOrWhiteSpace(name) ? nameTag : name, Notes = notes, Tags = last };
    }

    /// <summary>The tag of that key is to go.</summary>
    public static RunEdit Without(string key) => key switch
    {
        MlflowRuns.NotesTag => new() { Notes = "" },
        _ => new() { Tags = new Dictionary<string, string?> { [key] = null } },
    };

    /// <summary>A name for a run whose client gives it none.</summary>
    public static string NewName() => string.Create(CultureInfo.InvariantCulture, $"run-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>The limits hold from the start.</summary>
    public static void Check(RunSpecification run)
    {
        var errors = RunDescription.Check(run.Name, run.Notes, run.Tags);
        if (errors.Count > 0)
            throw new RunEditException(errors);
    }
}
