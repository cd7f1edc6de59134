using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mantissa.Web.Mlflow;

/// <summary>JSON as MLflow's clients read it: names in snake case, NaN and infinities as text, nothing where there is nothing.</summary>
internal static class MlflowJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A successful answer.</summary>
    public static IResult Answer<T>(T value) => TypedResults.Json(value, Options);

    /// <summary>An answer that says nothing but that it worked.</summary>
    public static IResult Done() => Answer(new { });
}
