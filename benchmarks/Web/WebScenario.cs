using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Microsoft.Playwright;

namespace Mantissa.Benchmarks.Web;

/// <summary>The site in a real browser over a database of some weeks.</summary>
internal sealed class WebScenario : Scenario
{
    private const string Opened = "pages";
    private const string Followed = "live";

    public override string Name => "web";

    public override IReadOnlyList<string> Parts => [Opened, Followed];

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
        var runs = await SeededRuns.CreateAsync(database, cancellationToken);
        await using var site = await SiteProcess.StartAsync(database.ConnectionString, cancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Visitor.LaunchAsync(playwright);
        if ((selection.Part ?? Opened) == Opened)
        {
            await foreach (var figure in PageFigures.MeasureAsync(browser, site, runs, cancellationToken))
                yield return figure;
        }

        if ((selection.Part ?? Followed) == Followed)
        {
            await foreach (var figure in LiveFigures.MeasureAsync(browser, site, runs, cancellationToken))
                yield return figure;
        }
    }
}
