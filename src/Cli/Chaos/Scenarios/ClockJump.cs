using System.Globalization;
using Mantissa.Cli.Chaos.Faults;

namespace Mantissa.Cli.Chaos.Scenarios;

internal sealed class ClockJump : ChaosScenario
{
    private static readonly int[] Jumps = [-86_400, -3600, -60, 60, 3600, 86_400];

    private readonly Dictionary<WorkerProcess, ShiftedClock> clocks = [];
    private string library = "";
    private int made;

    public override string Name => "clock-jump";

    public override string Summary => "the workers' clocks jump by minutes to a day, each another way, while a run trains and the next one waits";

    public override int Rounds => 4;

    public override string? Obstacle => ShiftedClock.Obstacle;

    public override async Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken)
    {
        library = await ShiftedClock.BuildAsync(stage.DataDirectory);
        return null;
    }

    public override async Task<WorkerProcess> StartWorkerAsync(Stage stage, CancellationToken cancellationToken)
    {
        var clock = new ShiftedClock(library, Path.Combine(stage.DataDirectory, string.Create(CultureInfo.InvariantCulture, $"clock-{++made}")));
        var worker = await stage.StartWorkerAsync(new() { Environment = clock.Environment }, cancellationToken);
        clocks.Add(worker, clock);
        return worker;
    }

    public override async Task StrikeAsync(Round round, CancellationToken cancellationToken)
    {
        var run = await round.CrowdAsync(cancellationToken);
        var jumps = round.Random.GetItems(Jumps, Jumps.Length).Union(Jumps).ToArray();
        foreach (var (worker, jump) in round.Stage.Workers.Zip(jumps))
        {
            clocks[worker].Set(TimeSpan.FromSeconds(jump));
            round.Say($"set the clock of worker {worker.Id} {jump:+0;−0} s wrong at about step {run.Step}");
        }

        // Nobody died: a run that somebody else takes over was taken from a worker that is alive.
        await round.EndAsync(cancellationToken);
        foreach (var id in round.Runs)
        {
            var ended = await round.FindAsync(id, cancellationToken);
            if (ended.Attempt != 1)
                throw new ChaosException($"Run {id} needed {ended.Attempt} attempts although no worker died: {ended.StatusReason}");
        }
    }
}
