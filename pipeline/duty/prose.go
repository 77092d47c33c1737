package duty

func (f *finder) prose() {}
