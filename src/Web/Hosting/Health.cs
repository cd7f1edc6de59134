using Mantissa.Migrations;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Mantissa.Web.Hosting;

/// <summary>What a supervisor or load balancer asks; open to everyone, and says nothing else.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").ForAll().ExcludeFromDescription();
        group.MapGet("/live", () => TypedResults.Text("live"));
        group.MapGet("/ready", ReadyAsync);
    }

    /// <summary>Ready when the database answers and has this version's schema.</summary>
    private static async Task<IResult> ReadyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var pending = await Migrator.PendingAsync(database, patience.Token);
            return pending.Count == 0 ? TypedResults.Text("ready") : NotReady("The database still has to be migrated.");
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return NotReady("The database does not answer.");
        }
    }

    private static ProblemHttpResult NotReady(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not ready", detail: detail);
}
