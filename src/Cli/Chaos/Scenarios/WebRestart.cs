using Mantissa.Cli.Chaos.Faults;
using Mantissa.Data.Operator;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class WebRestart : ChaosScenario
{
    private const int Followers = 20;

    public override string Name => "web-restart";

    public override string Summary => "kill −9 of the site under live pages, and its start again";

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var id = await round.SubmitAsync(cancellationToken);
        var site = round.Stage.Site;
        using var client = new HttpClient { BaseAddress = new(site.Url), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", OperatorKeyFile.Read(round.Stage.DataDirectory) ?? throw new ChaosException("The site has made no key."));
        var followers = Enumerable.Range(0, Followers).Select(_ => new LivePage(client, id)).ToList();
        var pages = followers.Select(follower => follower.FollowAsync(cancellationToken)).ToList();
        var run = await round.TrainsForAWhileAsync(id, cancellationToken);
        await site.KillAsync();
        round.Say($"killed the site at about step {run.Step} under {Followers} pages");
        await Task.Delay(round.Random.Next(2000), cancellationToken);
        site.Launch();
        await site.WaitUntilReadyAsync(cancellationToken);
        await Task.WhenAll(pages);
        if (followers.Any(follower => follower.Connections < 2))
            throw new ChaosException("A page did not notice that the site was away.");
        if (followers.FirstOrDefault(follower => !follower.Seen.SequenceEqual(followers[0].Seen)) is { } other)
            throw new ChaosException($"Pages saw different histories: {string.Join(", ", followers[0].Seen)} and {string.Join(", ", other.Seen)}.");
        if (followers[0].Seen[^1] != "completed")
            throw new ChaosException($"The pages saw the run end in {followers[0].Seen[^1]}.");
    }
}
