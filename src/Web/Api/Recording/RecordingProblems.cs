using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api.Recording;

/// <summary>What the store refuses, as problems.</summary>
internal static class RecordingProblems
{
    /// <summary>Runs what may be refused.</summary>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> AnswerAsync<T>(Func<Task<T>> change)
    {
        try
        {
            return TypedResults.Ok(await change());
        }
        catch (RunNotFoundException missing)
        {
            return Problems.NoRun(missing.RunId);
        }
        catch (ResumeAfterException bad)
        {
            return Problems.Invalid("afterSequence", bad.Message);
        }
        catch (Exception refused) when (refused is NotExternalException or AttemptOverException or SequenceGapException or RecordingEndedException)
        {
            return Problems.Conflict(refused.Message);
        }
    }
}
