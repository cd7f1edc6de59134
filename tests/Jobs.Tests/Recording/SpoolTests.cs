using Mantissa.Jobs.Recording;
using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Recording;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Gives_back_in_order_while_more_comes()
    {
        using var spool = new Spool(folder.Combine("a.spool"), limit: 1 << 20);
        spool.TryAdd(Batches.Sized(1)).ShouldBeTrue();
        spool.TryAdd(Batches.Sized(2, bytes: 5000)).ShouldBeTrue();

        spool.Peek().Sequence.ShouldBe(1);
        spool.Remove();
        spool.TryAdd(Batches.Sized(3)).ShouldBeTrue();

        spool.Peek().Images.ShouldHaveSingleItem().Content.Length.ShouldBe(5000);
        spool.Remove();
        spool.Peek().Sequence.ShouldBe(3);
        spool.Remove();
        spool.IsEmpty.ShouldBeTrue();
        new FileInfo(folder.Combine("a.spool")).Length.ShouldBe(0);
    }

    [Fact]
    public void Takes_no_more_than_its_limit_and_has_room_again_when_emptied()
    {
        using var spool = new Spool(folder.Combine("a.spool"), limit: 10_000);
        spool.TryAdd(Batches.Sized(1, bytes: 6000)).ShouldBeTrue();

        spool.TryAdd(Batches.Sized(2, bytes: 6000)).ShouldBeFalse();

        spool.Remove();
        spool.TryAdd(Batches.Sized(2, bytes: 6000)).ShouldBeTrue();
    }

    [Fact]
    public void A_disk_that_cannot_be_written_counts_as_full()
    {
        var occupied = folder.Combine("file");
        File.WriteAllText(occupied, "");
        using var spool = new Spool(Path.Combine(occupied, "a.spool"), limit: 10_000);

        spool.TryAdd(Batches.Sized(1)).ShouldBeFalse();
    }

    [Fact]
    public void Leaves_no_file_behind()
    {
        using (var spool = new Spool(folder.Combine("a.spool"), limit: 10_000))
            spool.TryAdd(Batches.Sized(1));

        Directory.EnumerateFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Files_of_dead_processes_are_deleted_and_those_in_use_are_not()
    {
        File.WriteAllText(folder.Combine("dead.spool"), "left over");
        using var spool = new Spool(folder.Combine("alive.spool"), limit: 10_000);
        spool.TryAdd(Batches.Sized(1));

        Spool.DeleteAbandoned(folder.Path);

        Directory.EnumerateFiles(folder.Path).ShouldBe([folder.Combine("alive.spool")]);
        spool.Peek().Sequence.ShouldBe(1);
    }
}
