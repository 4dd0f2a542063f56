namespace TweetArchive.Archives.Inflate;

internal sealed class ParallelInflater : IInflater
{
    public ParallelInflater(Stream packed, bool gzip, int threads, int chunkBytes, int slabBytes) => throw new NotSupportedException();
    public bool Next(out InflatedPiece piece) => throw new NotSupportedException();
    public void Return(Slab slab) { }
    public void Dispose() { }
}
