using System.Text.RegularExpressions;
using Mantissa.Data.Metrics;
using Mantissa.Web.Api.Recording;

namespace Mantissa.Web.Mlflow;

/// <summary>The limits that MLflow states for what its clients log.</summary>
internal static partial class MlflowRules
{
    public const int MostMetrics = 1_000;
    public const int MostParameters = 100;
    public const int MostTags = 100;
    public const int MostEntities = 1_000;
    public const int LargestBatch = 1_000_000;
    public const int LongestKey = 250;
    public const int LongestParameter = 6_000;
    public const int LongestExperimentName = 500;

    public static MetricPoint Metric(MlflowCall metric)
    {
        var key = Key("metric", metric.Text("key"));
        var step = metric.Int64("step") ?? 0;
        var timestamp = metric.Int64("timestamp") ?? throw MlflowError.Invalid($"Missing value for required parameter 'timestamp' of metric '{key}'.");
        if (step is < -RecordingRules.LargestStep or > RecordingRules.LargestStep)
            throw MlflowError.Invalid($"The step of metric '{key}' lies from -{RecordingRules.LargestStep} to {RecordingRules.LargestStep}, not {step}.");
        return new(key, step, metric.RequiredDouble("value"), Time($"timestamp of metric '{key}'", timestamp));
    }

    public static KeyValuePair<string, string> Parameter(MlflowCall parameter)
    {
        var key = Key("parameter", parameter.Text("key"));
        var value = Value("parameter", key, parameter);
        return value.Length <= LongestParameter
            ? new(key, value)
            : throw MlflowError.Invalid($"The value of parameter '{key}' has {value.Length} characters, which exceeds the limit of {LongestParameter}.");
    }

    public static KeyValuePair<string, string> Tag(MlflowCall tag)
    {
        var key = Key("tag", tag.Text("key"));
        return new(key, Value("tag", key, tag));
    }

    private static string Value(string what, string key, MlflowCall entry) =>
        entry.Text("value") is { } value
            ? value.Contains('\0', StringComparison.Ordinal) ? throw MlflowError.Invalid($"The value of {what} '{key}' has the character NUL.") : value
            : "";

    /// <summary>A name that could be taken for a path to another one is refused, as MLflow does.</summary>
    public static string Key(string what, string? key)
    {
        if (string.IsNullOrEmpty(key))
            throw MlflowError.Invalid($"A key name must be provided for a {what}.");
        if (key.Length > LongestKey)
            throw MlflowError.Invalid($"The key of a {what} has {key.Length} characters, which exceeds the limit of {LongestKey}.");
        if (!Allowed().IsMatch(key) || key.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw MlflowError.Invalid(
                $"Invalid {what} name: '{key}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and slashes (/), and no part that is empty, '.' or '..'.");
        }

        return key;
    }

    public static DateTimeOffset Time(string what, long milliseconds) =>
        milliseconds >= RecordingRules.FirstTime.ToUnixTimeMilliseconds() && milliseconds < RecordingRules.LastTime.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw MlflowError.Invalid($"The {what} is {milliseconds}; it is in milliseconds since 1970, and before {RecordingRules.LastTime:yyyy}.");

    public static string ExperimentName(string? name) => name switch
    {
        null or "" => throw MlflowError.Invalid("Missing value for required parameter 'name'."),
        { Length: > LongestExperimentName } => throw MlflowError.Invalid($"The name of an experiment may have at most {LongestExperimentName} characters, not {name.Length}."),
        _ when name.Any(char.IsControl) => throw MlflowError.Invalid("The name of an experiment may not contain control characters."),
        _ => name,
    };

    public static void Limit(string what, int count, int most)
    {
        if (count > most)
            throw MlflowError.Invalid($"A batch logging request can contain at most {most} {what}. Got {count} {what}. Split them across several requests.");
    }

    [GeneratedRegex(@"^[/\w.\- :]*$")]
    private static partial Regex Allowed();
}
