using System.Net;
using System.Text.Json.Nodes;

namespace Mantissa.Web.Tests.Sites;

/// <summary>What tests ask of an answer.</summary>
internal static class Answers
{
    /// <summary>The answer is a problem of this status that names the field, in a sentence.</summary>
    /// <returns>The message about the field.</returns>
    public static async Task<string> ShouldBlameAsync(this HttpResponseMessage answer, string field, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var problem = await answer.ShouldBeProblemAsync(status);
        var errors = problem["errors"].ShouldNotBeNull(problem.ToJsonString()).AsObject();
        errors.Select(e => e.Key).ShouldContain(field, problem.ToJsonString());
        var message = errors[field]![0]!.GetValue<string>();
        message.ShouldEndWith(".");
        return message;
    }

    /// <summary>The answer is problem details of this status, without anything of the inside.</summary>
    public static async Task<JsonObject> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        var problem = JsonNode.Parse(text)!.AsObject();
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        problem["detail"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    public static async Task<JsonObject> ShouldBeAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
