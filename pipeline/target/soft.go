package target

func (a *analysis) coverage(pi int, p *phrase, es []element) {}
func (a *analysis) relative(pi int, p *phrase, es []element) {}
